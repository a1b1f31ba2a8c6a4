import * as z from 'zod/mini'
import { type FilterValues, readFilters } from '@/lib/list/filters.shared'
import { parseSearch } from '@/lib/list/search.shared'
import { WAVE_STATES } from '../states.shared'

/** What waves can be narrowed and ordered by, under its name in a URL. */
const WAVE_FILTERS = { state: z.enum(WAVE_STATES), sort: z.enum(['newest', 'name', 'due']) }

/** Which waves are wanted; `search` is a part of a name or description. The newest come first. */
export type WaveFilter = FilterValues<typeof WAVE_FILTERS> & { search?: string }

/** Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadWaveFilters}. */
export function parseWaveFilter(parameters: Record<string, unknown>): WaveFilter {
  const { search } = parseSearch(parameters)
  return { ...readFilters(WAVE_FILTERS, parameters).values, ...(search && { search }) }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadWaveFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(WAVE_FILTERS, parameters).unread
}
