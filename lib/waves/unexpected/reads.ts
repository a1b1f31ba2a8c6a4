import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, sql } from '@/lib/db/client'
import { containing } from '@/lib/list/containing'
import type { Page, PageRequest, Total } from '@/lib/list/page.shared'
import { type List, readPage } from '@/lib/list/read-page'
import { sumOf, totalOf } from '@/lib/list/total'
import { tokenNames } from '@/lib/tokens/reads'
import type { UNPLANNED_KINDS } from '../hosts/query.shared'
import type { CodeName } from '../hosts/summary.shared'
import { fitsOf } from '../matching/fits'
import type { UnexpectedSummary } from './summary.shared'

const PAGE_SIZE = 50

/** What is asked for, by what members are. */
const KINDS: Record<UnplannedKind, string[]> = {
  open: ['undecided', 'unexpected'],
  accepted: ['accepted'],
  left: ['left'],
}
export type UnplannedKind = (typeof UNPLANNED_KINDS)[number]

type MemberRow = {
  sourceServerId: string
  kind: string
  tokenId: string | null
  decision: string | null
  membership: string | null
  at: Date
}

export type UnexpectedPage = Page<UnexpectedSummary> & { total: Total }

/**
 * Reads a page of the source servers that came with a code of a wave and are not on its list, or
 * that fit several of its lines; or those that somebody put into it, or took out. The latest come
 * first. `search` is a part of what a machine told of itself.
 */
export async function listUnexpected(
  _actor: Actor,
  waveId: string,
  { search = '', kind = 'open' }: { search?: string; kind?: UnplannedKind } = {},
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
  const branches = KINDS[kind].map((one) => [
    sql`"waveId" = ${waveId}`,
    sql`kind = ${one}`,
    ...found,
  ])
  const list: List<MemberRow> = {
    table: 'WaveMember',
    id: { column: 'sourceServerId', of: ({ sourceServerId }) => sourceServerId },
    order: { column: 'at', direction: 'desc', kind: 'moment', of: ({ at }) => at },
    branches,
    read: (ids) =>
      db.waveMember.findMany({
        where: { waveId, sourceServerId: { in: ids } },
        select: {
          sourceServerId: true,
          kind: true,
          tokenId: true,
          decision: true,
          membership: true,
          at: true,
        },
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
    namedFits(waveId, ids),
    tokenNames(rows.flatMap(({ tokenId }) => tokenId ?? [])),
  ])
  const byId = new Map(sources.map((source) => [source.id, source]))
  return rows.flatMap(({ sourceServerId, kind, tokenId, decision, membership, at }) => {
    const source = byId.get(sourceServerId)
    if (!source) return []
    const token = tokenId ? codes.get(tokenId) : undefined
    const code: CodeName | undefined = tokenId
      ? { tokenId, tokenName: token?.name ?? null, tokenDeleted: token?.deleted ?? false }
      : undefined
    const hosts = fits.get(sourceServerId) ?? []
    return {
      ...source,
      kind: kind as UnexpectedSummary['kind'],
      isDecided: decision !== null || membership !== null,
      code,
      at,
      hosts,
    }
  })
}

/** The lines of the list that each of some machines fits best, with their names. */
async function namedFits(
  waveId: string,
  ids: string[],
): Promise<Map<string, UnexpectedSummary['hosts']>> {
  const fits = [...(await fitsOf(waveId, ids))]
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
