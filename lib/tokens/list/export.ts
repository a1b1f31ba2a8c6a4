import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { type CsvColumns, csvFile } from '@/lib/http/csv'
import type { ExportFile } from '@/lib/http/export-file'
import { allPages } from '@/lib/list/all-pages'
import type { TokenSummary } from '../schema.shared'
import type { TokenListQuery } from './query.shared'
import { listTokens } from './reads'

const PAGE_SIZE = 500

/** What an export tells of a code. */
export const TOKEN_COLUMNS: CsvColumns<TokenSummary> = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['description', ({ description }) => description],
  ['status', ({ status }) => status],
  ['count', ({ count }) => count],
  ['registeredCount', ({ registeredCount }) => registeredCount],
  ['expiresAt', ({ expiresAt }) => expiresAt],
  ['createdAt', ({ createdAt }) => createdAt],
  ['createdBy', ({ createdBy }) => createdBy],
  ['replacedAt', ({ replacedAt }) => replacedAt],
  ['wave', ({ wave }) => wave?.name ?? null],
]

/** In another order a token that changes meanwhile could be passed over, or come twice. */
const NEVER_CHANGING = { sort: 'created', order: 'desc' } as const

/**
 * What is known of all tokens that a list shows, the newest first, as CSV. No code is in it, nor
 * the hash of one.
 */
export function exportTokens(actor: Actor, query: TokenListQuery): ExportFile {
  const whole = { ...query, ...NEVER_CHANGING, size: PAGE_SIZE, before: undefined }
  const pages = allPages((after) => listTokens(actor, { ...whole, after }))
  return csvFile('activation-codes.csv', TOKEN_COLUMNS, pages)
}
