import type { FastifyInstance } from 'fastify'
import { exportCodesOfWave } from '@/lib/waves/exports/codes'
import { exportHosts } from '@/lib/waves/exports/hosts'
import { exportUnexpected } from '@/lib/waves/exports/unexpected'
import { exportWaves } from '@/lib/waves/exports/waves'
import { parseHostFilter, unreadHostFilters } from '@/lib/waves/hosts/query.shared'
import { parseWaveFilter, unreadWaveFilters } from '@/lib/waves/list/query.shared'
import { exportHandler } from './export-handler'

/** The lists of waves, and what is in them. */
export async function waveExports(app: FastifyInstance): Promise<void> {
  app.get(
    '/api/export/hosts',
    exportHandler({
      list: '/waves',
      unread: unreadHostFilters,
      make: (actor, parameters) =>
        exportHosts(
          actor,
          parseHostFilter(parameters),
          parameters.format === 'list' ? 'list' : 'csv',
        ),
    }),
  )
  app.get(
    '/api/export/unexpected',
    exportHandler({
      list: '/waves',
      unread: unreadHostFilters,
      make: (actor, parameters) => {
        const { wave = '', search, kind } = parseHostFilter(parameters)
        return exportUnexpected(actor, wave, { search, kind })
      },
    }),
  )
  app.get(
    '/api/export/wave-codes',
    exportHandler({
      list: '/waves',
      unread: unreadHostFilters,
      make: (actor, parameters) => {
        const { wave = '', search } = parseHostFilter(parameters)
        return exportCodesOfWave(actor, wave, search)
      },
    }),
  )
  app.get(
    '/api/export/waves',
    exportHandler({
      list: '/waves',
      unread: unreadWaveFilters,
      make: (actor, parameters) => exportWaves(actor, parseWaveFilter(parameters)),
    }),
  )
}
