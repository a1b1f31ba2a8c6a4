/**
 * A row's place in a list: the value that the list is ordered by (a moment in milliseconds, a
 * number or a text), and the ID that tells equal values apart.
 */
export type Cursor = { value: string; id: string }

/** Writes a cursor for a URL, such as `1795486800000.at-0a1b…`. */
export function formatCursor({ value, id }: Cursor): string {
  return `${value}.${id}`
}

/** A number holds no dot; behind a text the ID holds none. */
const CURSOR = /^(?:(\d{1,13})\.([^\0]{1,256})|([^\0]{0,300})\.([^\0.]{1,256}))$/u

/**
 * Reads a cursor from a URL; `undefined` for what is none, so that a mangled link shows page one.
 */
export function parseCursor(text: unknown): Cursor | undefined {
  const match = typeof text === 'string' ? CURSOR.exec(text) : null
  if (!match) return undefined
  return { value: match[1] ?? match[3] ?? '', id: match[2] ?? match[4] ?? '' }
}

/**
 * A page of a list. `previous` and `next` are cursors of its neighbours, where there are any.
 * `pastEnd`: it is not the first, and there is nothing on it.
 */
export type Page<Entry> = {
  entries: Entry[]
  pastEnd: boolean
  previous?: string
  next?: string
}

/** Which page is wanted: the one after or before a cursor, else the first. */
export type PageRequest = { after?: Cursor; before?: Cursor }

/** Names of the parameters that say the page of a list, of which an address may have several. */
export function pageParameters(list = ''): { after: string; before: string } {
  return list
    ? { after: `${list}After`, before: `${list}Before` }
    : { after: 'after', before: 'before' }
}

/** Reads the page of a list that a URL's parameters ask for. */
export function parsePageRequest(parameters: Record<string, unknown>, list?: string): PageRequest {
  const { after, before } = pageParameters(list)
  return { after: parseCursor(parameters[after]), before: parseCursor(parameters[before]) }
}

/** Whether a page is read towards the beginning of its list: it is the one before a cursor. */
export function isBackwards({ after, before }: { after?: unknown; before?: unknown }): boolean {
  return before !== undefined && after === undefined
}

/**
 * Makes a page of rows that were read in the direction of the request: one more than is shown tells
 * whether the list goes on.
 */
export function pageOf<Row>(
  rows: Row[],
  request: { after?: unknown; before?: unknown },
  size: number,
  cursorOf: (row: Row) => string,
): Page<Row> {
  const backwards = isBackwards(request)
  const goesOn = rows.length > size
  const entries = rows.slice(0, size)
  if (backwards) entries.reverse()
  const [first, last] = [entries[0], entries.at(-1)]
  const hasPrevious = backwards ? goesOn : request.after !== undefined
  const hasNext = backwards || goesOn
  return {
    entries,
    pastEnd: entries.length === 0 && (request.after ?? request.before) !== undefined,
    previous: first && hasPrevious ? cursorOf(first) : undefined,
    next: last && hasNext ? cursorOf(last) : undefined,
  }
}

/** How many rows a list has; `more` when there are more than were counted. */
export type Total = { count: number; more: boolean }
