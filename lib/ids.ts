import { customAlphabet } from 'nanoid'
import type { IdKind } from './ids.shared'

const twentyCharacters = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 20)

/** A new random ID of a kind, such as `at-…`: 20 characters of `[a-z0-9]` have 103 bits. */
export function newId(kind: IdKind): string {
  return `${kind}-${twentyCharacters()}`
}
