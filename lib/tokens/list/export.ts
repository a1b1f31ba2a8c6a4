import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { CSV_MARK, csvLine } from '@/lib/http/csv'
import type { ExportFile } from '@/lib/http/export-file'
import { parseTokenKey, type TokenListQuery } from './query.shared'
import { listTokens } from './reads'

const PAGE_SIZE = 500
const COLUMNS = [
  'id',
  'name',
  'description',
  'status',
  'count',
  'registeredCount',
  'expiresAt',
  'createdAt',
  'createdBy',
  'replacedAt',
]

/** In another order a token that changes meanwhile could be passed over, or come twice. */
const NEVER_CHANGING = { sort: 'created', order: 'desc' } as const

async function* pagesOf(actor: Actor, query: TokenListQuery): AsyncGenerator<string> {
  for (let after: TokenListQuery['after'], first = true; first || after; first = false) {
    const page = await listTokens(actor, {
      ...query,
      ...NEVER_CHANGING,
      size: PAGE_SIZE,
      before: undefined,
      after,
    })
    const lines = page.entries.map((token) =>
      csvLine([
        token.id,
        token.name,
        token.description,
        token.status,
        token.count,
        token.registeredCount,
        token.expiresAt,
        token.createdAt,
        token.createdBy,
        token.replacedAt,
      ]),
    )
    if (lines.length > 0) yield lines.join('')
    after = parseTokenKey(page.older)
  }
}

/**
 * What is known of all tokens that a list shows, the newest first, as CSV. No code is in it, nor
 * the hash of one.
 */
export function exportTokens(actor: Actor, query: TokenListQuery): ExportFile {
  return {
    name: 'activation-codes.csv',
    type: 'text/csv; charset=utf-8',
    head: CSV_MARK + csvLine(COLUMNS),
    pages: pagesOf(actor, query),
  }
}
