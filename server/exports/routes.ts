import type { FastifyInstance } from 'fastify'
import { exportEvents } from '@/lib/audit/export'
import { parseEventFilter, unreadEventFilters } from '@/lib/audit/schema.shared'
import { exportRefusals } from '@/lib/refusals/export'
import { parseRefusalFilter, unreadRefusalFilters } from '@/lib/refusals/query.shared'
import { exportRegistrations } from '@/lib/registrations/export'
import { parseLedgerFilter, unreadLedgerFilters } from '@/lib/registrations/ledger-query.shared'
import { exportSources } from '@/lib/sources/export'
import { parseSourceFilter, unreadSourceFilters } from '@/lib/sources/query.shared'
import { withTargets } from '@/lib/targets/filter'
import { exportTokens } from '@/lib/tokens/list/export'
import { parseTokenListQuery, unreadTokenFilters } from '@/lib/tokens/list/query.shared'
import { exportHandler } from './export-handler'
import { waveExports } from './wave-routes'

/**
 * The files that people download: what a list shows, as CSV, and the audit as CSV or JSON Lines.
 */
export async function exportRoutes(app: FastifyInstance): Promise<void> {
  app.get(
    '/api/export/tokens',
    exportHandler({
      list: '/tokens',
      unread: unreadTokenFilters,
      make: (actor, parameters) => exportTokens(actor, parseTokenListQuery(parameters)),
    }),
  )
  app.get(
    '/api/export/sources',
    exportHandler({
      list: '/sources',
      unread: unreadSourceFilters,
      make: (actor, parameters) => exportSources(actor, parseSourceFilter(parameters)),
    }),
  )
  app.get(
    '/api/export/refusals',
    exportHandler({
      list: '/refusals',
      unread: unreadRefusalFilters,
      make: (actor, parameters) => exportRefusals(actor, parseRefusalFilter(parameters)),
    }),
  )
  app.get(
    '/api/export/registrations',
    exportHandler({
      list: '/tokens',
      unread: unreadLedgerFilters,
      make: (actor, parameters) => {
        const { code = '', ...filter } = parseLedgerFilter(parameters)
        return exportRegistrations(actor, code, filter)
      },
    }),
  )
  app.get(
    '/api/export/audit',
    exportHandler({
      list: '/audit',
      unread: unreadEventFilters,
      make: async (actor, parameters) =>
        exportEvents(
          actor,
          await withTargets(actor, parseEventFilter(parameters)),
          parameters.format === 'jsonl' ? 'jsonl' : 'csv',
        ),
    }),
  )
  await waveExports(app)
}
