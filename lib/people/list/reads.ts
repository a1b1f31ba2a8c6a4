import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { db, type Sql, sql } from '@/lib/db/client'
import { containing } from '@/lib/list/containing'
import type { Page, PageRequest, Total } from '@/lib/list/page.shared'
import { type List, type Order, readPage } from '@/lib/list/read-page'
import { totalOf } from '@/lib/list/total'
import { type PersonState, type PersonSummary, stateOf } from '../schema.shared'
import type { PersonFilter } from './query.shared'

const PAGE_SIZE = 50

const SUMMARY = {
  id: true,
  name: true,
  email: true,
  role: true,
  sortName: true,
  invitedAt: true,
  deactivatedAt: true,
  createdAt: true,
  lastSignInAt: true,
  credentials: {
    where: { providerId: 'credential', password: { not: null } },
    select: { id: true },
    take: 1,
  },
  identities: { select: { issuer: true }, take: 1 },
  authenticator: { select: { personId: true } },
  passkeys: { select: { id: true }, take: 1 },
  link: { select: { kind: true, expiresAt: true } },
} as const

async function readRows(ids: string[]) {
  return db.person.findMany({ where: { id: { in: ids } }, select: SUMMARY })
}

type PersonRow = Awaited<ReturnType<typeof readRows>>[number]

function summarize(row: PersonRow, now: Date): PersonSummary {
  const { id, name, email, role, createdAt, lastSignInAt, link } = row
  return {
    id,
    name,
    email,
    role: parseRole(role),
    state: stateOf(row),
    password: row.credentials.length > 0,
    provider: row.identities.length > 0,
    secondFactor: row.authenticator !== null || row.passkeys.length > 0,
    createdAt,
    lastSignInAt,
    link:
      link && link.expiresAt > now
        ? { kind: link.kind === 'invitation' ? 'invitation' : 'reset', expiresAt: link.expiresAt }
        : null,
  }
}

const STATES: Record<PersonState, Sql> = {
  invited: sql`"invitedAt" IS NOT NULL AND "deactivatedAt" IS NULL`,
  active: sql`"invitedAt" IS NULL AND "deactivatedAt" IS NULL`,
  deactivated: sql`"deactivatedAt" IS NOT NULL`,
}

const HAS_FACTOR = sql`(EXISTS (SELECT 1 FROM "Authenticator" WHERE "personId" = "Person".id)
  OR EXISTS (SELECT 1 FROM "Passkey" WHERE "personId" = "Person".id))`

const WAYS_IN: Record<'password' | 'provider', Sql> = {
  password: sql`EXISTS (SELECT 1 FROM "Credential" WHERE "userId" = "Person".id
    AND "providerId" = 'credential' AND password IS NOT NULL)`,
  provider: sql`EXISTS (SELECT 1 FROM "Identity" WHERE "personId" = "Person".id)`,
}

function conditionsOf({ role, state, factor, by, search }: PersonFilter): Sql[] {
  return [
    sql`1 = 1`,
    ...(role ? [sql`role = ${role}`] : []),
    ...(state ? [STATES[state]] : []),
    ...(factor ? [factor === 'on' ? HAS_FACTOR : sql`NOT ${HAS_FACTOR}`] : []),
    ...(by ? [WAYS_IN[by]] : []),
    // A console has few people: every one is looked at.
    ...(search ? [containing(sql`"searchText"`, search)] : []),
  ]
}

const ORDERS: Record<'name' | 'newest', Order<PersonRow>> = {
  name: { column: 'sortName', direction: 'asc', kind: 'text', of: ({ sortName }) => sortName },
  newest: {
    column: 'createdAt',
    direction: 'desc',
    kind: 'moment',
    of: ({ createdAt }) => createdAt,
  },
}

export type PersonPage = Page<PersonSummary> & { total: Total }

/** Reads a page of the people that a filter lets through. */
export async function listPeople(
  _actor: Allowed<'people.manage'>,
  { sort = 'name', ...filter }: PersonFilter = {},
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<PersonPage> {
  const conditions = conditionsOf(filter)
  const list: List<PersonRow> = {
    table: 'Person',
    id: { column: 'id', of: ({ id }) => id },
    order: ORDERS[sort],
    branches: [conditions],
    read: readRows,
  }
  const [page, total] = await Promise.all([
    readPage(list, request, size),
    totalOf('Person', conditions),
  ])
  const now = new Date()
  return { ...page, total, entries: page.entries.map((row) => summarize(row, now)) }
}

/** Reads one person by their ID; `undefined` when there is none. */
export async function getPerson(
  _actor: Allowed<'people.manage'>,
  id: string,
): Promise<PersonSummary | undefined> {
  const [row] = await readRows([id])
  return row && summarize(row, new Date())
}
