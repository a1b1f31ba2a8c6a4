import * as z from 'zod/mini'
import { mayBeCode } from '../text/code-pattern.shared'

const MAX_SEARCH = 256

/** A filter of a list by what something is called: its ID, or a part of its name; never a code. */
export const nameOrIdSchema = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(MAX_SEARCH),
  z.refine((text) => !mayBeCode(text)),
)

/**
 * Reads what a URL searches for. `leaked`: that was an activation code, and was dropped: a code has
 * no place in a URL.
 */
export function parseSearch({ search, leaked }: Record<string, unknown>): {
  search: string
  leaked: boolean
} {
  const given = typeof search === 'string' ? search : ''
  const text = given
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, MAX_SEARCH)
  const isCode = mayBeCode(text)
  return { search: isCode ? '' : text, leaked: isCode || leaked === '1' }
}
