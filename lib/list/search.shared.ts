import { codePattern } from '../text/code-pattern.shared'

const MAX_SEARCH = 256

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
  const isCode = codePattern.test(text)
  return { search: isCode ? '' : text, leaked: isCode || leaked === '1' }
}
