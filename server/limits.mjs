/** Of a request's address and headers together: some clients put all their parameters into the address. */
export const MAX_HEADER_BYTES = 65_536

/** Parameters of an address. Next's handling of them takes a time that grows with the square of their number. */
const MOST_PARAMETERS = 200

/** Parts of a path. */
const MOST_SEGMENTS = 64

/** Bytes of body that are let in at all. The handlers of programs and of sign-in take less, and say so themselves. */
export const MAX_BODY_BYTES = 131_072

/** Connections at once. Each costs some 20 KB, and the console is no place for more. */
export const MOST_CONNECTIONS = 10_000

/** How long a client may take to send its request, and the head of it, in milliseconds. */
export const REQUEST_MILLISECONDS = 60_000
export const HEAD_MILLISECONDS = 20_000

/**
 * Whether an address is too long to be looked at by Next.
 * @param {string} path
 * @param {string} query
 */
export function isTooLong(path, query) {
  return count(query, '&') >= MOST_PARAMETERS || count(path, '/') > MOST_SEGMENTS
}

/** @param {string} text @param {string} character */
function count(text, character) {
  let found = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++
  return found
}
