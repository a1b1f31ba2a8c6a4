import * as z from 'zod/mini'
import { idSchema } from '../ids.shared'
import { type FilterValues, hrefOf, readFilters, writeParameters } from '../list/filters.shared'
import { PERIOD_FILTERS } from '../list/period.shared'
import { parseSearch } from '../list/search.shared'
import { KEPT_REASONS } from './schema.shared'

/** What refusals can be narrowed by, under its name in a URL. */
const REFUSAL_FILTERS = {
  reason: z.enum(KEPT_REASONS),
  code: idSchema('at'),
  ...PERIOD_FILTERS,
}

/** Which refusals are wanted; `search` is a part of a host name, machine, address or code. */
export type RefusalFilter = FilterValues<typeof REFUSAL_FILTERS> & { search?: string }

/**
 * Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadRefusalFilters}.
 */
export function parseRefusalFilter(parameters: Record<string, unknown>): RefusalFilter {
  const { search } = parseSearch(parameters)
  return { ...readFilters(REFUSAL_FILTERS, parameters).values, ...(search && { search }) }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadRefusalFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(REFUSAL_FILTERS, parameters).unread
}

/** The address of the list of refusals that a filter lets through. */
export function refusalsHref(filter: RefusalFilter): string {
  return hrefOf('/refusals', writeParameters(filter))
}
