import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, type Sql, sql } from '@/lib/db/client'
import { containing } from '@/lib/list/containing'
import type { Page, PageRequest, Total } from '@/lib/list/page.shared'
import { type List, type Order, readPage } from '@/lib/list/read-page'
import { totalOf } from '@/lib/list/total'
import { namesOf } from '@/lib/people/reads'
import { tokenNames } from '@/lib/tokens/reads'
import { fitsOf } from '../matching/fits'
import type { HostColumn } from '../schema.shared'
import type { HostState, Way } from '../states.shared'
import type { HostFilter } from './query.shared'
import { latestRefusals, REFUSED_IS_HOST } from './refused'
import type { HostSummary } from './summary.shared'

const PAGE_SIZE = 50

const ROW = {
  id: true,
  hostname: true,
  externalId: true,
  address: true,
  platform: true,
  application: true,
  owner: true,
  note: true,
  state: true,
  hostKey: true,
  sourceServerId: true,
  matchedBy: true,
  arrivedAt: true,
  waivedAt: true,
  waivedBy: true,
  waiveNote: true,
} as const

type HostRow = Record<Exclude<HostColumn, 'hostname'>, string | null> & {
  id: string
  hostname: string
  state: string
  hostKey: string
  sourceServerId: string | null
  matchedBy: string | null
  arrivedAt: Date | null
  waivedAt: Date | null
  waivedBy: string | null
  waiveNote: string | null
}

const byName: Order<HostRow> = {
  column: 'hostKey',
  direction: 'asc',
  kind: 'text',
  of: ({ hostKey }) => hostKey,
}
const byArrival: Order<HostRow> = {
  column: 'arrivedAt',
  direction: 'desc',
  kind: 'moment',
  of: ({ arrivedAt }) => arrivedAt ?? new Date(0),
}

const REFUSED = sql`EXISTS (SELECT 1 FROM "Refusal" AS refusal, "ExpectedHost" AS host
  WHERE host.id = "ExpectedHost".id AND ${REFUSED_IS_HOST})`

function conditionsOf(waveId: string, { state, tried, search }: HostFilter): Sql[] {
  return [
    sql`"waveId" = ${waveId}`,
    ...(state ? [sql`state = ${state}`] : []),
    ...(tried ? [tried === 'refused' ? REFUSED : sql`NOT ${REFUSED}`] : []),
    ...(search ? [containing(sql`"searchText"`, search)] : []),
  ]
}

export type HostPage = Page<HostSummary> & { total: Total }

/**
 * Reads a page of a wave's list: by name, and those that registered the latest first. Missing hosts
 * come with the last attempt that was turned away.
 */
export async function listHosts(
  _actor: Actor,
  waveId: string,
  filter: HostFilter,
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<HostPage> {
  const conditions = conditionsOf(waveId, filter)
  const list: List<HostRow> = {
    table: 'ExpectedHost',
    id: { column: 'id', of: ({ id }) => id },
    order: filter.state === 'registered' ? byArrival : byName,
    branches: [conditions],
    read: (ids) => db.expectedHost.findMany({ where: { id: { in: ids } }, select: ROW }),
  }
  const [page, total] = await Promise.all([
    readPage(list, request, size),
    totalOf('ExpectedHost', conditions),
  ])
  return { ...page, total, entries: await summarizeHosts(waveId, page.entries) }
}

async function summarizeHosts(waveId: string, rows: HostRow[]): Promise<HostSummary[]> {
  const missing = rows.filter(({ state }) => state === 'missing').map(({ id }) => id)
  const sourceIds = rows.flatMap(({ sourceServerId }) => sourceServerId ?? [])
  const [refusals, sources, members, people, waiting] = await Promise.all([
    latestRefusals(missing),
    db.sourceServer.findMany({
      where: { id: { in: sourceIds } },
      select: { id: true, name: true, lastTokenId: true },
    }),
    db.waveMember.findMany({
      where: { waveId, sourceServerId: { in: sourceIds } },
      select: { sourceServerId: true, tokenId: true },
    }),
    namesOf(rows.flatMap(({ waivedBy }) => waivedBy ?? [])),
    missing.length > 0 ? undecidedBy(waveId) : new Map<string, string[]>(),
  ])
  const codes = await tokenNames([
    ...sources.map(({ lastTokenId }) => lastTokenId),
    ...[...refusals.values()].map(({ tokenId }) => tokenId),
  ])
  return rows.map(({ hostKey: _, state, matchedBy, sourceServerId, waivedBy, ...row }) => {
    const source = sources.find(({ id }) => id === sourceServerId)
    const member = members.find((one) => one.sourceServerId === sourceServerId)
    const tokenId = member?.tokenId ?? source?.lastTokenId
    const refusal = refusals.get(row.id)
    const codeOf = (id: string) => ({ tokenId: id, ...nameOf(codes, id) })
    return {
      ...row,
      state: state as HostState,
      waivedBy: waivedBy && (people.get(waivedBy) ?? null),
      ...(waiting.has(row.id) && { undecided: waiting.get(row.id) }),
      ...(refusal && { refusal: { ...refusal, ...nameOf(codes, refusal.tokenId) } }),
      ...(source &&
        tokenId && {
          source: { id: source.id, name: source.name },
          matchedBy: matchedBy as Way,
          withCode: codeOf(tokenId),
          isOtherCode: member?.tokenId == null,
        }),
    }
  })
}

/** Undecided machines that are looked at; more of them need another remedy than a list. */
const MOST_UNDECIDED = 100

/** The names of the machines that may be a host, by the host's ID, where somebody must decide. */
async function undecidedBy(waveId: string): Promise<Map<string, string[]>> {
  const members = await db.waveMember.findMany({
    where: { waveId, kind: 'undecided' },
    orderBy: [{ at: 'desc' }, { sourceServerId: 'asc' }],
    take: MOST_UNDECIDED,
    select: { sourceServerId: true },
  })
  const ids = members.map(({ sourceServerId }) => sourceServerId)
  const fits = await fitsOf(waveId, ids)
  const sources = await db.sourceServer.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  const names = new Map<string, string[]>()
  for (const { id, name } of sources)
    for (const hostId of fits.get(id) ?? []) names.set(hostId, [...(names.get(hostId) ?? []), name])
  return names
}

function nameOf(names: Awaited<ReturnType<typeof tokenNames>>, id: string) {
  const token = names.get(id)
  return { tokenName: token?.name ?? null, tokenDeleted: token?.deleted ?? false }
}
