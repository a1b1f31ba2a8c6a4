import type * as z from 'zod/mini'

/** The filters of a list by their names in a URL, each with what it may say there. */
export type Filters = Record<string, z.ZodMiniType>

/** What some filters say; one that says nothing is not there. */
export type FilterValues<F extends Filters> = { [Name in keyof F]?: z.output<F[Name]> }

/**
 * Reads filters from a URL.
 * @returns `unread`: the names of those that say something which can't be read. A list or an export
 *   without them would hold more than was asked for, so it is refused
 */
export function readFilters<F extends Filters>(
  filters: F,
  parameters: Record<string, unknown>,
): { values: FilterValues<F>; unread: string[] } {
  const values: Record<string, unknown> = {}
  const unread: string[] = []
  for (const [name, schema] of Object.entries(filters)) {
    const given = parameters[name]
    if (given === undefined || given === '') continue
    const read = schema.safeParse(given)
    if (read.success) values[name] = read.data
    else unread.push(name)
  }
  return { values: values as FilterValues<F>, unread }
}

/** The parameters of a URL that say some values; what is not there, or empty, is left out. */
export function writeParameters(values: Record<string, unknown>): URLSearchParams {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
}

/** An address with parameters; without any it is the bare path. */
export function hrefOf(path: string, parameters: URLSearchParams): string {
  return parameters.size > 0 ? `${path}?${parameters}` : path
}
