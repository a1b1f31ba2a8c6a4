/** The place in the list that a page begins after or ends before: creation time, then ID. */
export type PageKey = { createdAt: Date; id: string }

/** Writes a key for a URL, such as `1795486800000.at-0a1b…`. */
export function formatPageKey({ createdAt, id }: PageKey): string {
  return `${createdAt.getTime()}.${id}`
}

/** Reads a key from a URL. `undefined` for anything that is not one, so that a mangled link shows the first page. */
export function parsePageKey(text: unknown): PageKey | undefined {
  const match = typeof text === 'string' ? /^(\d{1,15})\.(at-[a-z0-9]{20})$/.exec(text) : null
  return match?.[1] && match[2] ? { createdAt: new Date(Number(match[1])), id: match[2] } : undefined
}
