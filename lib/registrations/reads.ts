import 'server-only'
import type { Actor } from '../actors/actor'
import { db, sql } from '../db/client'
import type { Page, PageRequest } from '../list/page.shared'
import { type List, readPage } from '../list/read-page'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { type TokenName, tokenNames } from '../tokens/reads'
import type { TokenStatus } from '../tokens/status.shared'
import { statusOf } from '../tokens/status.shared'
import type { UsedToken } from './rule'
import type { RefusalReason, RefusalSummary, RegistrationSummary } from './schema.shared'

const LEDGER_PAGE_SIZE = 50

/**
 * What a code allows at a moment, without using it. The code itself is the proof of identity.
 * @returns `undefined` for a code that is mistyped or belongs to nothing
 */
export async function checkCode(
  code: string,
  now = new Date(),
): Promise<(UsedToken & { status: TokenStatus }) | undefined> {
  if (!isWellFormedCode(code)) return undefined
  const token = await db.accessToken.findFirst({
    where: { codeHash: hashCode(code), deletedAt: null },
    select: { id: true, count: true, registeredCount: true, expiresAt: true, disabledAt: true },
  })
  return token ? { ...token, status: statusOf(token, now) } : undefined
}

const REGISTRATION = {
  tokenId: true,
  machineId: true,
  ip: true,
  agentVersion: true,
  at: true,
  sourceServer: { select: { id: true, name: true, deletedAt: true } },
} as const

type RegistrationRow = {
  tokenId: string
  machineId: string
  ip: string
  agentVersion: string
  at: Date
  sourceServer: { id: string; name: string; deletedAt: Date | null }
}

function summarize(
  { tokenId, ip, agentVersion, at, sourceServer }: RegistrationRow,
  token?: TokenName,
): RegistrationSummary {
  return {
    tokenId,
    tokenName: token?.name ?? null,
    tokenDeleted: token?.deleted ?? false,
    sourceId: sourceServer.id,
    sourceName: sourceServer.name,
    sourceDeleted: sourceServer.deletedAt !== null,
    ip,
    agentVersion,
    at,
  }
}

const registrationsBy = { column: 'at', direction: 'desc', kind: 'moment' } as const

/** Reads the machines that registered with a token, newest first. */
export async function listRegistrationsOfToken(
  _actor: Actor,
  tokenId: string,
  request: PageRequest = {},
): Promise<Page<RegistrationSummary>> {
  const list: List<RegistrationRow> = {
    table: 'Registration',
    id: { column: 'machineId', of: ({ machineId }) => machineId },
    order: { ...registrationsBy, of: ({ at }) => at },
    branches: [[sql`"tokenId" = ${tokenId}`]],
    read: (ids) =>
      db.registration.findMany({
        where: { tokenId, machineId: { in: ids } },
        select: REGISTRATION,
      }),
  }
  const page = await readPage(list, request, LEDGER_PAGE_SIZE)
  return { ...page, entries: page.entries.map((row) => summarize(row)) }
}

/** Reads the machines that registered with a token within a period, newest first. */
export async function listRegistrationsWithin(
  _actor: Actor,
  tokenId: string,
  { from, to }: { from: Date; to?: Date },
  limit: number,
): Promise<RegistrationSummary[]> {
  const rows = await db.registration.findMany({
    where: { tokenId, at: { gte: from, ...(to && { lte: to }) } },
    orderBy: [{ at: 'desc' }, { machineId: 'desc' }],
    take: limit,
    select: REGISTRATION,
  })
  return rows.map((row) => summarize(row))
}

/** Reads the codes that a source server registered with, newest first. */
export async function listRegistrationsOfSource(
  _actor: Actor,
  sourceServerId: string,
  request: PageRequest = {},
): Promise<Page<RegistrationSummary>> {
  const list: List<RegistrationRow> = {
    table: 'Registration',
    id: { column: 'tokenId', of: ({ tokenId }) => tokenId },
    order: { ...registrationsBy, of: ({ at }) => at },
    branches: [[sql`"sourceServerId" = ${sourceServerId}`]],
    read: (ids) =>
      db.registration.findMany({
        where: { sourceServerId, tokenId: { in: ids } },
        select: REGISTRATION,
      }),
  }
  const page = await readPage(list, request, LEDGER_PAGE_SIZE)
  const names = await tokenNames(page.entries.map((row) => row.tokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names.get(row.tokenId))) }
}

const REFUSAL = {
  id: true,
  reason: true,
  source: true,
  hostname: true,
  ip: true,
  attempts: true,
  firstAt: true,
  lastAt: true,
} as const

type RefusalRow = Omit<RefusalSummary, 'reason'> & { reason: string }

/** Reads the attempts with a token that were turned away, the latest first. */
export async function listRefusals(
  _actor: Actor,
  tokenId: string,
  request: PageRequest = {},
): Promise<Page<RefusalSummary>> {
  const list: List<RefusalRow> = {
    table: 'Refusal',
    id: { column: 'id', of: ({ id }) => id },
    order: { column: 'lastAt', direction: 'desc', kind: 'moment', of: ({ lastAt }) => lastAt },
    branches: [[sql`"tokenId" = ${tokenId}`]],
    read: (ids) => db.refusal.findMany({ where: { id: { in: ids } }, select: REFUSAL }),
  }
  const page = await readPage(list, request, LEDGER_PAGE_SIZE)
  const entries = page.entries.map((row) => ({ ...row, reason: row.reason as RefusalReason }))
  return { ...page, entries }
}
