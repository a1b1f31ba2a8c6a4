import * as z from 'zod/mini'
import { anyIdSchema } from '@/lib/ids.shared'
import { type FilterValues, hrefOf, readFilters, writeParameters } from '@/lib/list/filters.shared'
import { type Cursor, formatCursor, parsePageRequest } from '@/lib/list/page.shared'
import { parseSearch } from '@/lib/list/search.shared'
import { STATUSES } from '../status.shared'
import { EXPIRES_WITHIN, USAGES } from './buckets.shared'

const within = (text: unknown) => EXPIRES_WITHIN.find((days) => String(days) === text)

/**
 * What the list can be narrowed by, under its name in a URL. The first three choose buckets
 * (buckets.shared.ts); the others compare a column (reads.ts). Another one is a line here, and what
 * the compiler asks for then: its condition, and its words on the screen.
 */
export const TOKEN_FILTERS = {
  status: z.enum(STATUSES),
  expires: z.pipe(
    z.unknown().check(z.refine((text) => within(text) !== undefined)),
    z.transform((text) => within(text) ?? EXPIRES_WITHIN[0]),
  ),
  used: z.enum(USAGES),
  by: anyIdSchema,
}

/** What the list can be ordered by, and the direction that is wanted most often. */
export const TOKEN_SORTS = {
  created: 'desc',
  expires: 'asc',
  usage: 'desc',
  name: 'asc',
} as const
export type TokenSort = keyof typeof TOKEN_SORTS
export type Direction = 'asc' | 'desc'

export const PAGE_SIZES = [25, 50, 100] as const
const DEFAULT = { sort: 'created', size: 50 } as const

/** Which tokens are wanted. */
export type TokenFilter = FilterValues<typeof TOKEN_FILTERS> & { search: string }

/** What the list of tokens shows, as its URL says it. */
export type TokenListQuery = TokenFilter & {
  sort: TokenSort
  order: Direction
  size: number
  after?: Cursor
  before?: Cursor
  /** The search was an activation code, and was dropped: a code has no place in a URL. */
  leaked?: boolean
}

type Parameters = Record<string, unknown>

/**
 * Reads what a URL asks for. What it says wrongly counts as not said: {@link unreadTokenFilters}.
 */
export function parseTokenListQuery(parameters: Parameters): TokenListQuery {
  const { search, leaked } = parseSearch(parameters)
  const sort = parseSort(parameters.sort) ?? DEFAULT.sort
  const { order, size } = parameters
  return {
    ...readFilters(TOKEN_FILTERS, parameters).values,
    search,
    ...(leaked && { leaked }),
    sort,
    order: order === 'asc' || order === 'desc' ? order : TOKEN_SORTS[sort],
    size: PAGE_SIZES.find((known) => String(known) === size) ?? DEFAULT.size,
    ...parsePageRequest(parameters),
  }
}

const parseSort = (text: unknown) =>
  typeof text === 'string' && Object.hasOwn(TOKEN_SORTS, text) ? (text as TokenSort) : undefined

/** Names of the filters of such a URL that can't be read. */
export function unreadTokenFilters(parameters: Parameters): string[] {
  return readFilters(TOKEN_FILTERS, parameters).unread
}

/** The parameters that say this in a URL; what goes without saying is left out. */
export function tokenListParameters(query: TokenListQuery): URLSearchParams {
  const { sort, order, size, after, before } = query
  return writeParameters({
    ...filterOf(query),
    sort: sort === DEFAULT.sort ? undefined : sort,
    order: order === TOKEN_SORTS[sort] ? undefined : order,
    size: size === DEFAULT.size ? undefined : size,
    after: after && formatCursor(after),
    before: before && formatCursor(before),
  })
}

/** The address of the list with some of it changed; without its page, unless that changes too. */
export function tokenListHref(query: TokenListQuery, change: Partial<TokenListQuery> = {}): string {
  return hrefOf('/tokens', tokenListParameters({ ...withoutPage(query), ...change }))
}

/** The same list from its first page on. */
export function withoutPage(query: TokenListQuery): TokenListQuery {
  return { ...query, after: undefined, before: undefined }
}

/** Whether the list is narrowed by anything. */
export function isFiltered(filter: TokenFilter): boolean {
  return Object.values(filterOf(filter)).some(Boolean)
}

function filterOf(query: TokenFilter): TokenFilter {
  const names = Object.keys(TOKEN_FILTERS) as (keyof typeof TOKEN_FILTERS)[]
  const filters = Object.fromEntries(names.map((name) => [name, query[name]]))
  return { search: query.search, ...filters }
}
