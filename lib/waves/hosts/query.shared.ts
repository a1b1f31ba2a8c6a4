import * as z from 'zod/mini'
import { type FilterValues, readFilters } from '@/lib/list/filters.shared'
import { parseSearch } from '@/lib/list/search.shared'
import { waveIdSchema } from '../schema.shared'
import { HOST_STATES } from '../states.shared'

/** Source servers of a wave that are no expected host: those in question, put in, and taken out. */
export const UNPLANNED_KINDS = ['open', 'accepted', 'left'] as const

/**
 * What expected hosts can be narrowed by; `tried` whether missing ones were refused. `kind` is for
 * source servers that are none.
 */
const HOST_FILTERS = {
  wave: waveIdSchema,
  state: z.enum(HOST_STATES),
  tried: z.enum(['refused', 'never']),
  kind: z.enum(UNPLANNED_KINDS),
}

/** Which expected hosts are wanted; `search` is a part of what a line says. */
export type HostFilter = FilterValues<typeof HOST_FILTERS> & { search?: string }

/** Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadHostFilters}. */
export function parseHostFilter(parameters: Record<string, unknown>): HostFilter {
  const { search } = parseSearch(parameters)
  return { ...readFilters(HOST_FILTERS, parameters).values, ...(search && { search }) }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadHostFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(HOST_FILTERS, parameters).unread
}
