import { idSchema } from '../ids.shared'
import { type FilterValues, readFilters } from '../list/filters.shared'
import { PERIOD_FILTERS } from '../list/period.shared'
import { parseSearch } from '../list/search.shared'

/** What the registrations of a code, which is named too, can be narrowed by. */
const LEDGER_FILTERS = { code: idSchema('at'), ...PERIOD_FILTERS }

export type LedgerFilter = FilterValues<typeof LEDGER_FILTERS> & { search?: string }

/**
 * Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadLedgerFilters}.
 */
export function parseLedgerFilter(parameters: Record<string, unknown>): LedgerFilter {
  const { search } = parseSearch(parameters)
  return { ...readFilters(LEDGER_FILTERS, parameters).values, ...(search && { search }) }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadLedgerFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(LEDGER_FILTERS, parameters).unread
}
