import * as z from 'zod/mini'
import { ROLES } from '@/lib/actors/permissions.shared'
import { type FilterValues, readFilters } from '@/lib/list/filters.shared'
import { parseSearch } from '@/lib/list/search.shared'
import { PERSON_STATES } from '../schema.shared'

/** What people can be narrowed and ordered by, under its name in a URL. */
const PERSON_FILTERS = {
  role: z.enum(ROLES),
  state: z.enum(PERSON_STATES),
  factor: z.enum(['on', 'off']),
  by: z.enum(['password', 'provider']),
  sort: z.enum(['name', 'newest']),
}

/**
 * Which people are wanted; `search` is a part of a name or email, `factor` whether they have a
 * second one, `by` how they may sign in. In the order of their names unless `sort` says otherwise.
 */
export type PersonFilter = FilterValues<typeof PERSON_FILTERS> & { search?: string }

/**
 * Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadPersonFilters}.
 */
export function parsePersonFilter(parameters: Record<string, unknown>): PersonFilter {
  const { search } = parseSearch(parameters)
  return { ...readFilters(PERSON_FILTERS, parameters).values, ...(search && { search }) }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadPersonFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(PERSON_FILTERS, parameters).unread
}
