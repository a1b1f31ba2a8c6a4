import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { inBulk } from '@/lib/db/bulk/bulk'
import { db, sql } from '@/lib/db/client'
import { containing } from '@/lib/list/containing'
import type { Page, PageRequest, Total } from '@/lib/list/page.shared'
import { type List, readPage } from '@/lib/list/read-page'
import { sumOf, totalOf } from '@/lib/list/total'
import { tokenNames } from '@/lib/tokens/reads'
import type { CodeName } from '../hosts/summary.shared'
import { bestFit, indexHosts } from '../matching/match'
import { findHostsFor, findMachines } from '../matching/rows'
import type { UnexpectedSummary } from './summary.shared'

const PAGE_SIZE = 50

/** Those that wait for a decision come first. */
const KINDS = ['undecided', 'unexpected', 'accepted'] as const

type MemberRow = { sourceServerId: string; kind: string; tokenId: string | null; at: Date }

export type UnexpectedPage = Page<UnexpectedSummary> & { total: Total }

/**
 * Reads a page of the source servers that came with a code of a wave and are not on its list, that
 * fit several of its lines, or that somebody put into it; the latest first. `search` is a part of
 * what a machine told of itself.
 */
export async function listUnexpected(
  _actor: Actor,
  waveId: string,
  search = '',
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<UnexpectedPage> {
  const found = search
    ? [
        sql`EXISTS (SELECT 1 FROM "SourceServer" AS source
          WHERE source.id = "WaveMember"."sourceServerId"
            AND ${containing(sql`source."searchFacts"`, search)})`,
      ]
    : []
  const branches = KINDS.map((kind) => [sql`"waveId" = ${waveId}`, sql`kind = ${kind}`, ...found])
  const list: List<MemberRow> = {
    table: 'WaveMember',
    id: { column: 'sourceServerId', of: ({ sourceServerId }) => sourceServerId },
    order: { column: 'at', direction: 'desc', kind: 'moment', of: ({ at }) => at },
    branches,
    read: (ids) =>
      db.waveMember.findMany({
        where: { waveId, sourceServerId: { in: ids } },
        select: { sourceServerId: true, kind: true, tokenId: true, at: true },
      }),
  }
  const [page, totals] = await Promise.all([
    readPage(list, request, size),
    Promise.all(branches.map((conditions) => totalOf('WaveMember', conditions))),
  ])
  return { ...page, total: sumOf(totals), entries: await summarize(waveId, page.entries) }
}

async function summarize(waveId: string, rows: MemberRow[]): Promise<UnexpectedSummary[]> {
  const ids = rows.map(({ sourceServerId }) => sourceServerId)
  const [sources, fits, codes] = await Promise.all([
    db.sourceServer.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true, hostname: true },
    }),
    fitsOf(waveId, ids),
    tokenNames(rows.flatMap(({ tokenId }) => tokenId ?? [])),
  ])
  const byId = new Map(sources.map((source) => [source.id, source]))
  return rows.flatMap(({ sourceServerId, kind, tokenId, at }) => {
    const source = byId.get(sourceServerId)
    if (!source) return []
    const token = tokenId ? codes.get(tokenId) : undefined
    const code: CodeName | undefined = tokenId
      ? { tokenId, tokenName: token?.name ?? null, tokenDeleted: token?.deleted ?? false }
      : undefined
    const hosts = fits.get(sourceServerId) ?? []
    return { ...source, kind: kind as UnexpectedSummary['kind'], code, at, hosts }
  })
}

/** The lines of the list that each of some machines fits best. */
async function fitsOf(
  waveId: string,
  ids: string[],
): Promise<Map<string, UnexpectedSummary['hosts']>> {
  if (ids.length === 0) return new Map()
  const fits = await inBulk(async (bulk) => {
    const machines = await findMachines(bulk, ids)
    const hosts = await findHostsFor(
      bulk,
      machines.flatMap(({ keys }) => keys ?? []),
    )
    const near = indexHosts(hosts.filter((host) => host.waveId === waveId))
    return machines.map(({ id, keys }): [string, string[]] => [
      id,
      keys ? (bestFit(keys, near(keys))?.hosts ?? []).map((host) => host.id) : [],
    ])
  })
  const rows = await db.expectedHost.findMany({
    where: { id: { in: fits.flatMap(([, hostIds]) => hostIds) } },
    select: { id: true, hostname: true, sourceServerId: true },
  })
  const names = new Map(
    rows.map(({ id, hostname, sourceServerId }) => [
      id,
      { id, hostname, isTaken: sourceServerId !== null },
    ]),
  )
  return new Map(
    fits.map(([id, hostIds]) => [id, hostIds.flatMap((hostId) => names.get(hostId) ?? [])]),
  )
}
