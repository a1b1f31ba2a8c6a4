import 'server-only'
import type { Actor } from '../auth/actor'
import { namesOf } from '../auth/reads'
import { db } from '../db/client'
import type { PageKey } from './page-key'
import { formatPageKey } from './page-key'
import type { TokenSummary } from './schema'
import { statusOf } from './status'

export const PAGE_SIZE = 50

/** A page of tokens, newest first. `newer` and `older` are page keys of the neighbours, where there are any. */
export type TokenPage = { tokens: TokenSummary[]; newer?: string; older?: string }

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

// A range on the first column and a condition on the tie: an index range on both databases, unlike the OR of textbooks.
const olderThan = ({ createdAt, id }: PageKey) => ({ createdAt: { lte: createdAt }, NOT: { createdAt, id: { gte: id } } })
const newerThan = ({ createdAt, id }: PageKey) => ({ createdAt: { gte: createdAt }, NOT: { createdAt, id: { lte: id } } })

/**
 * Reads a page of the list of tokens that are not deleted, by key: the cost does not grow with the depth.
 * @param at the page after (`older`) or before (`newer`) a key; the first page where absent
 */
export async function listTokens(_actor: Actor, at: { after?: PageKey; before?: PageKey } = {}): Promise<TokenPage> {
  const backwards = at.before !== undefined && at.after === undefined
  const range = at.after ? olderThan(at.after) : at.before ? newerThan(at.before) : {}
  const direction = backwards ? 'asc' : 'desc'
  const found = await db.accessToken.findMany({
    where: { deletedAt: null, ...range },
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: PAGE_SIZE + 1,
    select: SUMMARY,
  })
  const more = found.length > PAGE_SIZE
  const rows = found.slice(0, PAGE_SIZE)
  if (backwards) rows.reverse()

  const [first, last] = [rows[0], rows.at(-1)]
  const hasNewer = backwards ? more : at.after !== undefined
  const hasOlder = backwards || more
  return {
    tokens: await summarizeAll(rows),
    newer: first && hasNewer ? formatPageKey(first) : undefined,
    older: last && hasOlder ? formatPageKey(last) : undefined,
  }
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
