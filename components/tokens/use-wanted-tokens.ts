import { parseTokenListQuery, type TokenListQuery } from '@/lib/tokens/list-query'
import { useListAddress } from '../list/list-address'

/**
 * What the list of tokens will show: what was chosen last, though the server may not have rendered
 * it yet.
 */
export function useWantedTokens(): TokenListQuery {
  return parseTokenListQuery(Object.fromEntries(useListAddress().parameters))
}
