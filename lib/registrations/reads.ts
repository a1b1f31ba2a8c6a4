import 'server-only'
import type {
  RefusalReason,
  RefusalSummary,
  RegistrationSummary,
} from '@/lib/registrations/schema.shared'
import type { Actor } from '../actors/actor'
import { db } from '../db/client'
import { formatPageKey, type Page, type PageRequest, pageOf, pageQuery } from '../list/page.shared'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { type TokenName, tokenNames } from '../tokens/reads'
import type { TokenStatus } from '../tokens/status.shared'
import { statusOf } from '../tokens/status.shared'
import type { UsedToken } from './rule'

const LEDGER_PAGE_SIZE = 50

/**
 * What a code is worth at a moment, without using it. The code itself is the proof of identity.
 * @returns `undefined` for a code that is mistyped or belongs to nothing
 */
export async function getCodeWorth(
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

/** Reads the machines that registered with a token, newest first, by key. */
export async function listRegistrationsOfToken(
  _actor: Actor,
  tokenId: string,
  request: PageRequest = {},
): Promise<Page<RegistrationSummary>> {
  const { where, ...order } = pageQuery(request, 'at', 'machineId', LEDGER_PAGE_SIZE)
  const rows = await db.registration.findMany({
    where: { tokenId, ...where },
    ...order,
    select: REGISTRATION,
  })
  const page = pageOf(rows, request, LEDGER_PAGE_SIZE, ({ at, machineId }) =>
    formatPageKey({ at, id: machineId }),
  )
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

/** Reads the codes that a source server registered with, newest first, by key. */
export async function listRegistrationsOfSource(
  _actor: Actor,
  sourceServerId: string,
  request: PageRequest = {},
): Promise<Page<RegistrationSummary>> {
  const { where, ...order } = pageQuery(request, 'at', 'tokenId', LEDGER_PAGE_SIZE)
  const rows = await db.registration.findMany({
    where: { sourceServerId, ...where },
    ...order,
    select: REGISTRATION,
  })
  const page = pageOf(rows, request, LEDGER_PAGE_SIZE, ({ at, tokenId }) =>
    formatPageKey({ at, id: tokenId }),
  )
  const names = await tokenNames(page.entries.map((row) => row.tokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names.get(row.tokenId))) }
}

/** Reads the attempts with a token that were turned away, the latest first, by key. */
export async function listRefusals(
  _actor: Actor,
  tokenId: string,
  request: PageRequest = {},
): Promise<Page<RefusalSummary>> {
  const { where, ...order } = pageQuery(request, 'lastAt', 'id', LEDGER_PAGE_SIZE)
  const rows = await db.refusal.findMany({
    where: { tokenId, ...where },
    ...order,
    select: {
      id: true,
      reason: true,
      source: true,
      hostname: true,
      ip: true,
      attempts: true,
      firstAt: true,
      lastAt: true,
    },
  })
  const page = pageOf(rows, request, LEDGER_PAGE_SIZE, ({ lastAt, id }) =>
    formatPageKey({ at: lastAt, id }),
  )
  return {
    ...page,
    entries: page.entries.map((row) => ({ ...row, reason: row.reason as RefusalReason })),
  }
}
