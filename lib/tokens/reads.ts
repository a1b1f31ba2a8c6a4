import 'server-only'
import type { Actor } from '../actors/actor'
import { db } from '../db/client'
import { namesOf } from '../people/reads'
import type { TokenSummary } from './schema.shared'
import { statusOf } from './status.shared'

/** Columns of a summary. Never the hash. */
export const SUMMARY = {
  id: true,
  name: true,
  description: true,
  count: true,
  registeredCount: true,
  expiresAt: true,
  disabledAt: true,
  createdAt: true,
  createdBy: true,
  replacedAt: true,
} as const

type SummaryRow = Omit<TokenSummary, 'status'> & { disabledAt: Date | null }

function summarize(row: SummaryRow, names: Map<string, string>, now: Date): TokenSummary {
  const { id, name, description, count, registeredCount, expiresAt, createdAt, replacedAt } = row
  const createdBy = names.get(row.createdBy) ?? row.createdBy
  return {
    id,
    name,
    description,
    count,
    registeredCount,
    status: statusOf(row, now),
    expiresAt,
    createdAt,
    createdBy,
    replacedAt,
  }
}

/** Turns rows into what is shown, with the names of those who made them. */
export async function summarizeAll(rows: SummaryRow[]): Promise<TokenSummary[]> {
  const names = await namesOf(rows.map((row) => row.createdBy))
  const now = new Date()
  return rows.map((row) => summarize(row, names, now))
}

/** Reads one token by its ID; `undefined` when there is none or it was deleted. */
export async function getToken(_actor: Actor, id: string): Promise<TokenSummary | undefined> {
  const row = await db.accessToken.findFirst({ where: { id, deletedAt: null }, select: SUMMARY })
  return row ? (await summarizeAll([row]))[0] : undefined
}

/** Reads the token that an actor made with a submission, to tell them that it exists. */
export async function getSubmittedToken(
  actor: Actor,
  submissionId: string,
): Promise<TokenSummary | undefined> {
  const row = await db.accessToken.findUnique({
    where: { createdBy_submissionId: { createdBy: actor.id, submissionId } },
    select: SUMMARY,
  })
  return row ? (await summarizeAll([row]))[0] : undefined
}

/** What a token is called, if it has a name, and whether it was deleted. */
export type TokenName = { name: string | null; deleted: boolean }

/** Names of some tokens by their IDs; deleted ones too, for the ledger. */
export async function tokenNames(ids: string[]): Promise<Map<string, TokenName>> {
  const select = { id: true, name: true, deletedAt: true } as const
  const tokens = await db.accessToken.findMany({ where: { id: { in: [...new Set(ids)] } }, select })
  return new Map(
    tokens.map(({ id, name, deletedAt }) => [id, { name, deleted: deletedAt !== null }]),
  )
}
