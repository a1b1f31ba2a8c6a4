import { useListAddress } from '@/components/ui/list/list-address'
import { parseTokenListQuery, type TokenListQuery } from '@/lib/tokens/list/query.shared'

/**
 * What the list of tokens will show: what was chosen last, though the server may not have rendered
 * it yet.
 */
export function useTokenQuery(): TokenListQuery {
  return parseTokenListQuery(Object.fromEntries(useListAddress().parameters))
}
