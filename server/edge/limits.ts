import { LIST_ADDRESS, MAX_LIST_BYTES } from '@/lib/waves/hosts/wire.shared'

/**
 * Of a request's address and headers together: some clients put all their parameters into the
 * address.
 */
export const MAX_HEADER_BYTES = 65_536

/**
 * Parameters of an address. Next's handling of them takes a time that grows with the square of
 * their number.
 */
const MOST_PARAMETERS = 200

/** Parts of a path. */
const MOST_SEGMENTS = 64

/**
 * Bytes of body that are let in at all. The handlers of sign-in and of programs take a little less,
 * and say so themselves.
 */
const MAX_BODY_BYTES = { visitor: 24_576, program: 81_920, page: 131_072 }

/** Connections at once: with a body that is still coming, each costs some 100 KB. */
export const MOST_CONNECTIONS = 5_000

/** How long a client may take to send its request, and the head of it, in milliseconds. */
export const REQUEST_MILLISECONDS = 60_000

/**
 * How long a connection may rest between two requests: longer than balancers hold theirs, who would
 * send into one that closes.
 */
export const IDLE_MILLISECONDS = 72_000
export const HEAD_MILLISECONDS = 20_000

/** Whether an address is too long to be looked at by Next. */
export function isTooLong(path: string, query: string): boolean {
  return count(query, '&') >= MOST_PARAMETERS || count(path, '/') > MOST_SEGMENTS
}

/** The bytes of body that a request may have. */
export function maxBodyBytes(path: string, isSmc: boolean): number {
  if (path === LIST_ADDRESS) return MAX_LIST_BYTES
  if (path.startsWith('/api/auth/')) return MAX_BODY_BYTES.visitor
  return isSmc || path.startsWith('/api/') ? MAX_BODY_BYTES.program : MAX_BODY_BYTES.page
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++
  return found
}
