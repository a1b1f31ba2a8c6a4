import * as z from 'zod/mini'
import { type FilterValues, readFilters } from '../list/filters.shared'
import { PERIOD_FILTERS } from '../list/period.shared'
import { nameOrIdSchema, parseSearch } from '../list/search.shared'

/** Platforms that can be chosen, in lower case; others are found by nothing yet. */
export const PLATFORMS = ['linux', 'windows', 'darwin', 'freebsd'] as const

/**
 * States that can be asked for; without one, all are listed that are not deleted. `open`: they may
 * register anew.
 */
export const LISTED_STATES = ['open', 'deleted'] as const

/** What source servers can be narrowed by; the days are those of their registration. */
const SOURCE_FILTERS = {
  code: nameOrIdSchema,
  platform: z.enum(PLATFORMS),
  state: z.enum(LISTED_STATES),
  ...PERIOD_FILTERS,
}

/**
 * Which source servers are wanted. `code` is the one they registered with last, or a
 * part of its name.
 */
export type SourceFilter = FilterValues<typeof SOURCE_FILTERS> & { search?: string }

/**
 * Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadSourceFilters}.
 */
export function parseSourceFilter(parameters: Record<string, unknown>): SourceFilter {
  const { search } = parseSearch(parameters)
  return { ...readFilters(SOURCE_FILTERS, parameters).values, ...(search && { search }) }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadSourceFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(SOURCE_FILTERS, parameters).unread
}
