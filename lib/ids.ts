import { customAlphabet } from 'nanoid'

const twentyCharacters = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 20)

/**
 * Access token, audit event, person, session, source server, refusal, access key, call of the SMC
 * API, instance.
 */
export type IdKind = 'at' | 'ae' | 'p' | 'se' | 's' | 'rf' | 'ak' | 'ca' | 'in'

/**
 * A new random ID such as `at-…`: a prefix that names the kind, and 20 characters of `[a-z0-9]`
 * (103 bits).
 */
export function newId(kind: IdKind): string {
  return `${kind}-${twentyCharacters()}`
}
