import 'server-only'
import type { Actor } from '../auth/actor'
import { namesOf } from '../auth/reads'
import { db } from '../db/client'
import { type Page, type PageRequest, pageOf, pageQuery } from '../paging'
import type { TokenSummary } from './schema'
import { statusOf } from './status'

export const PAGE_SIZE = 50

/** Columns of a summary. Never the hash. */
const SUMMARY = {
  id: true,
  name: true,
  description: true,
  count: true,
  registeredCount: true,
  expiresAt: true,
  disabledAt: true,
  createdAt: true,
  createdBy: true,
} as const

type SummaryRow = Omit<TokenSummary, 'status'> & { disabledAt: Date | null }

function summarize({ disabledAt, ...row }: SummaryRow, names: Map<string, string>, now: Date): TokenSummary {
  return { ...row, status: statusOf({ ...row, disabledAt }, now), createdBy: names.get(row.createdBy) ?? row.createdBy }
}

/** Turns rows into what is shown, with the names of those who made them. */
async function summarizeAll(rows: SummaryRow[]): Promise<TokenSummary[]> {
  const names = await namesOf(rows.map((row) => row.createdBy))
  const now = new Date()
  return rows.map((row) => summarize(row, names, now))
}

/** Reads a page of the list of tokens that are not deleted, newest first, by key: the cost does not grow with the depth. */
export async function listTokens(_actor: Actor, request: PageRequest = {}): Promise<Page<TokenSummary>> {
  const { where, ...order } = pageQuery(request, 'createdAt', 'id', PAGE_SIZE)
  const rows = await db.accessToken.findMany({ where: { deletedAt: null, ...where }, ...order, select: SUMMARY })
  const page = pageOf(rows, request, PAGE_SIZE, ({ createdAt, id }) => ({ at: createdAt, id }))
  return { ...page, entries: await summarizeAll(page.entries) }
}

/** Reads one token by its ID; `undefined` when there is none or it was deleted. */
export async function getToken(_actor: Actor, id: string): Promise<TokenSummary | undefined> {
  const row = await db.accessToken.findFirst({ where: { id, deletedAt: null }, select: SUMMARY })
  return row ? (await summarizeAll([row]))[0] : undefined
}

/** Reads the token that an actor made with a submission, to tell them that it exists. */
export async function getSubmittedToken(actor: Actor, submissionId: string): Promise<TokenSummary | undefined> {
  const row = await db.accessToken.findUnique({
    where: { createdBy_submissionId: { createdBy: actor.id, submissionId } },
    select: SUMMARY,
  })
  return row ? (await summarizeAll([row]))[0] : undefined
}

/** Names of some tokens by their IDs, where they have one; deleted ones too, for the ledger. */
export async function tokenNames(ids: string[]): Promise<Map<string, string | null>> {
  const tokens = await db.accessToken.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
  return new Map(tokens.map(({ id, name }) => [id, name]))
}
