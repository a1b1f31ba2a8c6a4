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
  waveId: true,
} as const

type SummaryRow = Omit<TokenSummary, 'status' | 'wave'> & {
  disabledAt: Date | null
  waveId: string | null
}

type Names = { people: Map<string, string>; waves: Map<string, string> }

function summarize(row: SummaryRow, { people, waves }: Names, now: Date): TokenSummary {
  const { id, name, description, count, registeredCount, expiresAt, createdAt, replacedAt } = row
  const createdBy = people.get(row.createdBy) ?? row.createdBy
  const waveName = row.waveId === null ? undefined : waves.get(row.waveId)
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
    wave: row.waveId !== null && waveName !== undefined ? { id: row.waveId, name: waveName } : null,
  }
}

/** Turns rows into what is shown, with the names of those who made them and of their waves. */
export async function summarizeAll(rows: SummaryRow[]): Promise<TokenSummary[]> {
  const [people, waves] = await Promise.all([
    namesOf(rows.map((row) => row.createdBy)),
    namesOfWaves(rows.flatMap(({ waveId }) => waveId ?? [])),
  ])
  const now = new Date()
  return rows.map((row) => summarize(row, { people, waves }, now))
}

async function namesOfWaves(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const waves = await db.wave.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  })
  return new Map(waves.map(({ id, name }) => [id, name]))
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
