import 'server-only'
import type { Actor, Allowed } from '../actors/actor'
import { commonRole, parseRole } from '../actors/permissions.shared'
import { keysVisibleTo } from '../actors/visible-keys'
import { db, sql } from '../db/client'
import type { Page, PageRequest } from '../list/page.shared'
import { type List, readPage } from '../list/read-page'
import type { AccessKeyStatus, AccessKeySummary, CallSummary } from './schema.shared'

const PAGE_SIZE = 50

/** Keys of one person that are shown beside them. */
const MOST_OF_ONE = 100

/** Columns of a summary. Never the secret. */
const SUMMARY = {
  id: true,
  name: true,
  role: true,
  ownerId: true,
  createdAt: true,
  lastUsedAt: true,
  disabledAt: true,
  expiresAt: true,
  networks: true,
} as const

type SummaryRow = {
  id: string
  name: string
  role: string
  ownerId: string
  createdAt: Date
  lastUsedAt: Date | null
  disabledAt: Date | null
  expiresAt: Date | null
  networks: string
}

async function summarizeAll(rows: SummaryRow[]): Promise<AccessKeySummary[]> {
  const owners = await db.person.findMany({
    where: { id: { in: [...new Set(rows.map(({ ownerId }) => ownerId))] } },
    select: { id: true, name: true, role: true, deactivatedAt: true },
  })
  const byId = new Map(owners.map((owner) => [owner.id, owner]))
  const now = new Date()
  return rows.map(({ disabledAt, role, networks, ...row }) => {
    const owner = byId.get(row.ownerId)
    return {
      ...row,
      role: parseRole(role),
      effectiveRole: commonRole(parseRole(role), parseRole(owner?.role ?? '')),
      owner: owner?.name ?? row.ownerId,
      disabled: disabledAt !== null,
      networks: networks.split('\n').filter(Boolean),
      status: statusOf({ disabledAt, expiresAt: row.expiresAt, owner }, now),
    }
  })
}

function statusOf(
  key: {
    disabledAt: Date | null
    expiresAt: Date | null
    owner: { deactivatedAt: Date | null } | undefined
  },
  now: Date,
): AccessKeyStatus {
  if (key.disabledAt) return 'disabled'
  if (!key.owner || key.owner.deactivatedAt) return 'owner_deactivated'
  return key.expiresAt && key.expiresAt <= now ? 'expired' : 'active'
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

/** Reads the access keys in somebody's name, newest first, at most 100. */
export async function listKeysOf(
  _actor: Allowed<'people.manage'>,
  ownerId: string,
): Promise<AccessKeySummary[]> {
  const rows = await db.accessKey.findMany({
    where: { ownerId, deletedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_OF_ONE,
    select: SUMMARY,
  })
  return summarizeAll(rows)
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
    where: { deactivatedAt: null, invitedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true, email: true },
  })
}

/** ID of the newest access key that an actor owns and that works, if they have one. */
export async function getUsableKeyId(actor: Actor): Promise<string | undefined> {
  const key = await db.accessKey.findFirst({
    where: {
      ownerId: actor.id,
      deletedAt: null,
      disabledAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return key?.id
}
