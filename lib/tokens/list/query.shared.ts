import { unreadFilters } from '@/lib/list/unread-filters.shared'
import { codePattern } from '@/lib/text/code-pattern.shared'
import type { TokenStatus } from '../status.shared'
import {
  EXPIRES_WITHIN,
  type ExpiresWithin,
  type ShelfFilter,
  USAGES,
  type Usage,
} from './buckets.shared'

const STATUSES = ['active', 'disabled', 'expired', 'exhausted'] as const
export const SORTS = ['created', 'expires', 'usage', 'name'] as const
export type TokenSort = (typeof SORTS)[number]
export const ORDERS = ['desc', 'asc'] as const
export const PAGE_SIZES = [25, 50, 100] as const

/**
 * A token's place in a list: what the list is sorted by (a time in milliseconds, or text), and its
 * ID.
 */
export type TokenKey = { value: string; id: string }

/** Which tokens are wanted; everything is optional in a URL. */
export type TokenFilter = ShelfFilter & { search: string; createdBy?: string }

/** What the list of tokens shows, as its URL says it. */
export type TokenListQuery = TokenFilter & {
  sort: TokenSort
  order: (typeof ORDERS)[number]
  size: number
  after?: TokenKey
  before?: TokenKey
  /** The search was an activation code, and was dropped: a code has no place in a URL. */
  leaked?: boolean
}

type Parameters = Record<string, unknown>

const MAX_SEARCH = 256
const DEFAULT_SIZE = 50

function oneOf<T extends string>(all: readonly T[], text: unknown): T | undefined {
  return all.find((value) => value === text)
}

/**
 * Reads a key from a URL; `undefined` for what is none, so that a mangled link shows the first
 * page.
 */
export function parseTokenKey(text: unknown): TokenKey | undefined {
  const match =
    typeof text === 'string' ? /^([^\0]{0,300})\.(at-[a-z0-9]{0,20})$/u.exec(text) : null
  return match?.[1] !== undefined && match[2] ? { value: match[1], id: match[2] } : undefined
}

export function formatTokenKey({ value, id }: TokenKey): string {
  return `${value}.${id}`
}

/** Reads what a URL asks for. What it says wrongly counts as not said. */
export function parseTokenListQuery(parameters: Parameters): TokenListQuery {
  const given = typeof parameters.search === 'string' ? parameters.search : ''
  const text = given
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, MAX_SEARCH)
  const leaked = codePattern.test(text) || parameters.leaked === '1'
  const sort = oneOf(SORTS, parameters.sort) ?? 'created'
  return {
    search: codePattern.test(text) ? '' : text,
    ...(leaked && { leaked }),
    status: oneOf<TokenStatus>(STATUSES, parameters.status),
    expires: EXPIRES_WITHIN.find((days) => String(days) === parameters.expires) as
      | ExpiresWithin
      | undefined,
    usage: oneOf<Usage>(USAGES, parameters.used),
    createdBy:
      typeof parameters.by === 'string' && /^[a-z]{1,3}-[a-z0-9]{1,40}$/.test(parameters.by)
        ? parameters.by
        : undefined,
    sort,
    order: oneOf(ORDERS, parameters.order) ?? naturalOrder(sort),
    size: PAGE_SIZES.find((size) => String(size) === parameters.size) ?? DEFAULT_SIZE,
    after: parseTokenKey(parameters.after),
    before: parseTokenKey(parameters.before),
  }
}

/** Names of the filters of such a URL that can't be read. */
export function unreadTokenFilters(parameters: Parameters): string[] {
  const { status, expires, usage: used, createdBy: by } = parseTokenListQuery(parameters)
  return unreadFilters(parameters, { status, expires, used, by })
}

/**
 * The order in which a list is most often wanted: the newest and the most used first, else
 * ascending.
 */
export function naturalOrder(sort: TokenSort): TokenListQuery['order'] {
  return sort === 'created' || sort === 'usage' ? 'desc' : 'asc'
}

/** The parameters that say this in a URL; what goes without saying is left out. */
export function tokenListParameters(query: TokenListQuery): URLSearchParams {
  const { search, status, expires, usage, createdBy, sort, order, size, after, before } = query
  const parameters = new URLSearchParams()
  const add = (name: string, value: string | number | undefined) =>
    value && parameters.set(name, String(value))
  add('search', search)
  add('status', status)
  add('expires', expires)
  add('used', usage)
  add('by', createdBy)
  if (sort !== 'created') add('sort', sort)
  if (order !== naturalOrder(sort)) add('order', order)
  if (size !== DEFAULT_SIZE) add('size', size)
  add('after', after && formatTokenKey(after))
  add('before', before && formatTokenKey(before))
  return parameters
}

/**
 * The address of the list with some of it changed; without its page, unless that is what changes.
 */
export function tokenListHref(query: TokenListQuery, change: Partial<TokenListQuery> = {}): string {
  const parameters = tokenListParameters({
    ...query,
    after: undefined,
    before: undefined,
    ...change,
  })
  return parameters.size > 0 ? `/tokens?${parameters}` : '/tokens'
}

/** Whether the list is narrowed by anything. */
export function isFiltered({ search, status, expires, usage, createdBy }: TokenFilter): boolean {
  return [search, status, expires, usage, createdBy].some(Boolean)
}
