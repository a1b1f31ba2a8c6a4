/** A place in a list that is ordered by a moment and, where moments are equal, by ID. */
export type PageKey = { at: Date; id: string }

/** Writes a key for a URL, such as `1795486800000.at-0a1b…`. */
export function formatPageKey({ at, id }: PageKey): string {
  return `${at.getTime()}.${id}`
}

/**
 * Reads a key from a URL. `undefined` for anything that is not one, so that a mangled link shows
 * the first page.
 */
export function parsePageKey(text: unknown): PageKey | undefined {
  const match = typeof text === 'string' ? /^(\d{1,13})\.([^\0]{1,256})$/u.exec(text) : null
  return match?.[1] && match[2] ? { at: new Date(Number(match[1])), id: match[2] } : undefined
}

/**
 * A page of a list. `beyond`: it is not the first, and there is nothing on it. `newer` and `older`
 * are page keys of the neighbours, where there are any.
 */
export type Page<Entry> = { entries: Entry[]; beyond: boolean; newer?: string; older?: string }

/** Which page is asked for: the one after (older) or before (newer) a key, else the first. */
export type PageRequest = { after?: PageKey; before?: PageKey }

/** Reads the page that a URL's parameters ask for. */
export function parsePageRequest({
  after,
  before,
}: {
  after?: unknown
  before?: unknown
}): PageRequest {
  return { after: parsePageKey(after), before: parsePageKey(before) }
}

type Direction = 'asc' | 'desc'
type KeyRange<At extends string, Id extends string> = {
  [Column in At]?: { lte?: Date; gte?: Date }
} & {
  NOT?: { [Column in At]?: Date } & { [Column in Id]?: { lte?: string; gte?: string } }
}
type PageQuery<At extends string, Id extends string> = {
  where: KeyRange<At, Id>
  orderBy: ({ [Column in At]?: Direction } | { [Column in Id]?: Direction })[]
  take: number
}

/** Whether a page is read towards the beginning of its list: it is the one before a key. */
export const isBackwards = ({ after, before }: { after?: unknown; before?: unknown }) =>
  before !== undefined && after === undefined

/**
 * Conditions and order of a page, newest first, for the columns that hold moment and ID. A range on
 * the first column and a condition on the tie make an index range on both databases, unlike the OR
 * of textbooks.
 * @param size entries on a page; one more is read, which tells whether the list goes on
 */
export function pageQuery<At extends string, Id extends string>(
  request: PageRequest,
  at: At,
  id: Id,
  size: number,
): PageQuery<At, Id> {
  const key = request.after ?? request.before
  const direction = isBackwards(request) ? 'asc' : 'desc'
  const [within, beyond] = isBackwards(request) ? ['gte', 'lte'] : ['lte', 'gte']
  const range = key
    ? { [at]: { [within]: key.at }, NOT: { [at]: key.at, [id]: { [beyond]: key.id } } }
    : {}
  return {
    where: range,
    orderBy: [{ [at]: direction }, { [id]: direction }],
    take: size + 1,
  } as PageQuery<At, Id>
}

/**
 * Makes a page of rows that were read in the direction of the request: one more than is shown tells
 * whether the list goes on.
 * @param keyOf writes a row's key for a URL
 */
export function pageOf<Row>(
  rows: Row[],
  request: { after?: unknown; before?: unknown },
  size: number,
  keyOf: (row: Row) => string,
): Page<Row> {
  const backwards = isBackwards(request)
  const more = rows.length > size
  const entries = rows.slice(0, size)
  if (backwards) entries.reverse()
  const [first, last] = [entries[0], entries.at(-1)]
  const hasNewer = backwards ? more : request.after !== undefined
  const hasOlder = backwards || more
  return {
    entries,
    beyond: entries.length === 0 && (request.after ?? request.before) !== undefined,
    newer: first && hasNewer ? keyOf(first) : undefined,
    older: last && hasOlder ? keyOf(last) : undefined,
  }
}
