import 'server-only'
import type { Actor } from '../actors/actor'
import { parseRole } from '../actors/permissions.shared'
import { keysVisibleTo } from '../actors/visible-keys'
import { db, sql } from '../db/client'
import type { Page, PageRequest } from '../list/page.shared'
import { type List, readPage } from '../list/read-page'
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

/** Reads the access keys that an actor may see, newest first. */
export async function listAccessKeys(
  actor: Actor,
  request: PageRequest = {},
): Promise<Page<AccessKeySummary>> {
  const { ownerId } = keysVisibleTo(actor)
  const list: List<SummaryRow> = {
    table: 'AccessKey',
    id: { column: 'id', of: ({ id }) => id },
    order: {
      column: 'createdAt',
      direction: 'desc',
      kind: 'moment',
      of: ({ createdAt }) => createdAt,
    },
    branches: [[sql`"deletedAt" IS NULL`, ...(ownerId ? [sql`"ownerId" = ${ownerId}`] : [])]],
    read: (ids) => db.accessKey.findMany({ where: { id: { in: ids } }, select: SUMMARY }),
  }
  const page = await readPage(list, request, PAGE_SIZE)
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
 * Reads the latest calls with an access key, newest first; `getAccessKey` says who may see them.
 */
export async function listCalls(
  accessKeyId: string,
  request: PageRequest = {},
): Promise<Page<CallSummary>> {
  const select = { id: true, at: true, operation: true, result: true, ip: true, requestId: true }
  const list: List<CallSummary> = {
    table: 'SmcCall',
    id: { column: 'id', of: ({ id }) => id },
    order: { column: 'at', direction: 'desc', kind: 'moment', of: ({ at }) => at },
    branches: [[sql`"accessKeyId" = ${accessKeyId}`]],
    read: (ids) => db.smcCall.findMany({ where: { id: { in: ids } }, select }),
  }
  return readPage(list, request, PAGE_SIZE)
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

/** ID of the newest access key that an actor owns and that works, if they have one. */
export async function getUsableKeyId(actor: Actor): Promise<string | undefined> {
  const key = await db.accessKey.findFirst({
    where: { ownerId: actor.id, deletedAt: null, disabledAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return key?.id
}
