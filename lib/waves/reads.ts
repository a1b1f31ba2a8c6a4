import 'server-only'
import type { Actor } from '../actors/actor'
import { db, sql } from '../db/client'
import { containing } from '../list/containing'
import type { Page, PageRequest, Total } from '../list/page.shared'
import { type List, readPage } from '../list/read-page'
import { totalOf } from '../list/total'
import { summarizeAll, SUMMARY as TOKEN } from '../tokens/reads'
import type { TokenSummary } from '../tokens/schema.shared'
import type { WaveSummary } from './schema.shared'
import { SUMMARY, summarizeWaves } from './summary'

/** Reads one wave; `undefined` when there is none. */
export async function getWave(_actor: Actor, id: string): Promise<WaveSummary | undefined> {
  const row = await db.wave.findUnique({ where: { id }, select: SUMMARY })
  return row ? (await summarizeWaves([row]))[0] : undefined
}

type CodeRow = Parameters<typeof summarizeAll>[0][number]

const CODES: Omit<List<CodeRow>, 'branches'> = {
  table: 'AccessToken',
  id: { column: 'id', of: ({ id }) => id },
  order: {
    column: 'createdAt',
    direction: 'desc',
    kind: 'moment',
    of: ({ createdAt }) => createdAt,
  },
  read: (ids) => db.accessToken.findMany({ where: { id: { in: ids } }, select: TOKEN }),
}

const PAGE_SIZE = 50

/** The codes of a wave, the newest first; `search` is a part of an ID, name or description. */
export async function listCodesOfWave(
  _actor: Actor,
  waveId: string,
  search = '',
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<Page<TokenSummary> & { total: Total }> {
  const conditions = [
    sql`"waveId" = ${waveId}`,
    sql`"deletedAt" IS NULL`,
    ...(search ? [containing(sql`"searchText"`, search)] : []),
  ]
  const [page, total] = await Promise.all([
    readPage({ ...CODES, branches: [conditions] }, request, size),
    totalOf('AccessToken', conditions),
  ])
  return { ...page, total, entries: await summarizeAll(page.entries) }
}

export function countCodesOfWave(_actor: Actor, waveId: string): Promise<number> {
  return db.accessToken.count({ where: { waveId, deletedAt: null } })
}

/** A wave as other pages name it. */
export type WaveName = { id: string; name: string }

/** The wave that a program made with a token of its own, to answer the same again. */
export async function findWaveMadeWith(
  actor: Actor,
  clientToken: string,
): Promise<string | undefined> {
  const where = { createdBy: actor.id, clientToken }
  return (await db.wave.findFirst({ where, select: { id: true } }))?.id
}

/** The tags of some waves, by the waves' IDs. */
export async function tagsOfWaves(
  _actor: Actor,
  ids: string[],
): Promise<Map<string, { key: string; value: string }[]>> {
  const rows = await db.waveTag.findMany({
    where: { waveId: { in: ids } },
    orderBy: [{ waveId: 'asc' }, { key: 'asc' }],
    select: { waveId: true, key: true, value: true },
  })
  const tags = new Map<string, { key: string; value: string }[]>(ids.map((id) => [id, []]))
  for (const { waveId, key, value } of rows) tags.get(waveId)?.push({ key, value })
  return tags
}

/** A wave that a source server belongs to, with the expected host that it is there. */
export type WaveOfSource = WaveName & { hostname: string | null }

/** The waves that a source server belongs to; the one it shows first. */
export async function wavesOfSource(_actor: Actor, sourceId: string): Promise<WaveOfSource[]> {
  const members = await db.waveMember.findMany({
    where: { sourceServerId: sourceId, kind: { not: 'left' } },
    select: { waveId: true, hostId: true, wave: { select: { id: true, name: true } } },
    orderBy: [{ at: 'desc' }, { waveId: 'asc' }],
  })
  const source = await db.sourceServer.findUnique({
    where: { id: sourceId },
    select: { waveId: true },
  })
  const hosts = await db.expectedHost.findMany({
    where: { id: { in: members.flatMap(({ hostId }) => hostId ?? []) } },
    select: { id: true, hostname: true },
  })
  const nameOf = new Map(hosts.map(({ id, hostname }) => [id, hostname]))
  const waves = members.map(({ wave, hostId }) => ({
    ...wave,
    hostname: hostId === null ? null : (nameOf.get(hostId) ?? null),
  }))
  return waves.sort((one, other) =>
    one.id === source?.waveId ? -1 : other.id === source?.waveId ? 1 : 0,
  )
}

/** Waves that a code may be put into: not closed, the newest first; and the one it has already. */
export async function listWaveChoices(_actor: Actor, also?: string): Promise<WaveName[]> {
  const select = { id: true, name: true } as const
  const open = await db.wave.findMany({
    where: { closedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_CHOICES,
    select,
  })
  if (!also || open.some(({ id }) => id === also)) return open
  const other = await db.wave.findUnique({ where: { id: also }, select })
  return other ? [other, ...open] : open
}

const MOST_CHOICES = 1_000

/** Who may own a wave: people who can sign in, by name. */
export async function listOwners(_actor: Actor): Promise<{ id: string; name: string }[]> {
  return db.person.findMany({
    where: { deactivatedAt: null },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true },
  })
}
