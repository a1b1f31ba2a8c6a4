import 'server-only'
import type { Actor } from '../actors/actor'
import { parseRole } from '../actors/permissions.shared'
import { keysVisibleTo } from '../actors/visible-keys'
import { db } from '../db/client'
import { formatPageKey, type Page, type PageRequest, pageOf, pageQuery } from '../list/page.shared'
import { namesOf } from '../people/reads'
import type { AccessKeySummary, CallSummary } from './schema.shared'

const PAGE_SIZE = 50

/** Columns of a summary. Never the secret. */
const SUMMARY = {
  id: true,
  name: true,
  role: true,
  ownerId: true,
  createdAt: true,
  lastUsedAt: true,
  disabledAt: true,
} as const

type SummaryRow = {
  id: string
  name: string
  role: string
  ownerId: string
  createdAt: Date
  lastUsedAt: Date | null
  disabledAt: Date | null
}

async function summarizeAll(rows: SummaryRow[]): Promise<AccessKeySummary[]> {
  const names = await namesOf(rows.map(({ ownerId }) => ownerId))
  return rows.map(({ disabledAt, role, ...row }) => ({
    ...row,
    role: parseRole(role),
    owner: names.get(row.ownerId) ?? row.ownerId,
    disabled: disabledAt !== null,
  }))
}

const visibleTo = (actor: Actor) => ({ deletedAt: null, ...keysVisibleTo(actor) })

/** Reads the access keys that an actor may see, newest first, by key. */
export async function listAccessKeys(
  actor: Actor,
  request: PageRequest = {},
): Promise<Page<AccessKeySummary>> {
  const { where, ...order } = pageQuery(request, 'createdAt', 'id', PAGE_SIZE)
  const rows = await db.accessKey.findMany({
    where: { ...visibleTo(actor), ...where },
    ...order,
    select: SUMMARY,
  })
  const page = pageOf(rows, request, PAGE_SIZE, ({ createdAt, id }) =>
    formatPageKey({ at: createdAt, id }),
  )
  return { ...page, entries: await summarizeAll(page.entries) }
}

/**
 * Reads an access key that an actor may see; `undefined` when there is none, or it is not theirs.
 */
export async function getAccessKey(
  actor: Actor,
  id: string,
): Promise<AccessKeySummary | undefined> {
  const row = await db.accessKey.findFirst({ where: { id, ...visibleTo(actor) }, select: SUMMARY })
  return row ? (await summarizeAll([row]))[0] : undefined
}

/**
 * Reads the latest calls with an access key, newest first, by key. Whether the actor may see it was
 * asked before.
 */
export async function listCalls(
  _actor: Actor,
  accessKeyId: string,
  request: PageRequest = {},
): Promise<Page<CallSummary>> {
  const { where, ...order } = pageQuery(request, 'at', 'id', PAGE_SIZE)
  const rows = await db.smcCall.findMany({
    where: { accessKeyId, ...where },
    ...order,
    select: { id: true, at: true, operation: true, result: true, ip: true, requestId: true },
  })
  return pageOf(rows, request, PAGE_SIZE, ({ at, id }) => formatPageKey({ at, id }))
}

/** The people who may own an access key, by name, at most 500. */
export async function listOwners(
  _actor: Actor,
): Promise<{ id: string; name: string; email: string }[]> {
  return db.person.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true, email: true },
  })
}
