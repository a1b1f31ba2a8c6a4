import 'server-only'
import { type Actor, isAllowed } from '../actors/actor'
import { keysVisibleTo } from '../actors/visible-keys'
import { db, joinSql, type Sql, sql } from '../db/client'
import type { Page, PageRequest, Total } from '../list/page.shared'
import { withinPeriod } from '../list/period'
import { type List, readPage } from '../list/read-page'
import { sumOf, totalOf } from '../list/total'
import type { AuditAction, Changes, EventFilter, EventSummary, LastChange } from './schema.shared'

const PAGE_SIZE = 50

/** Actors offered to choose from. */
const MOST_ACTORS = 500

const EVENT = {
  id: true,
  at: true,
  actorId: true,
  actorName: true,
  action: true,
  target: true,
  ip: true,
  changes: true,
  count: true,
  lastAt: true,
} as const

type EventRow = Omit<EventSummary, 'changes'> & { changes: string }

/** Events of people's sign-ins; others' are for those with the permission. */
const OF_SIGN_INS: AuditAction[] = [
  'console.set_up_refused',
  'session.started',
  'session.refused',
  'session.half_way',
  'session.ended',
  'session.others_ended',
  'session.proven',
  'session.in_emergency',
  'person.password_refused',
  'person.identity_joined',
  'second_factor.code_used',
  'second_factor.refused',
]

/** Whether an actor may see an event whole, or only what it says of nobody's sign-in. */
type Visibility = { where: Sql[]; show: (event: EventSummary) => EventSummary }

/**
 * What an actor may see: without the permission neither sign-ins of other people nor their
 * addresses and emails.
 */
function visibleTo(actor: Actor): Visibility {
  if (isAllowed(actor, 'sign_ins.read')) return { where: [], show: (event) => event }
  const isOwn = (event: EventSummary) => event.actorId === actor.id
  return {
    where: [sql`(action NOT IN (${joinSql(OF_SIGN_INS)}) OR "actorId" = ${actor.id})`],
    show: (event) =>
      isOwn(event) ? event : { ...event, ip: '', changes: withoutEmail(event.changes) },
  }
}

const withoutEmail = ({ email: _, ...changes }: Changes): Changes => changes

const summarize = (row: EventRow): EventSummary => ({
  ...row,
  changes: JSON.parse(row.changes) as Changes,
})

function conditionsOf({ actor, action, target, ...period }: EventFilter): Sql[] {
  return [
    ...(actor ? [sql`"actorId" = ${actor}`] : []),
    ...(action ? [sql`action = ${action}`] : []),
    ...(target ? [sql`target = ${target}`] : []),
    ...withinPeriod('at', period),
  ]
}

const eventList = (branches: Sql[][]): List<EventRow> => ({
  table: 'AuditEvent',
  id: { column: 'id', of: ({ id }) => id },
  order: { column: 'at', direction: 'desc', kind: 'moment', of: ({ at }) => at },
  branches,
  read: (ids) => db.auditEvent.findMany({ where: { id: { in: ids } }, select: EVENT }),
})

/** A filter of events; `targets` stand for its one. */
type TargetedFilter = EventFilter & { targets?: string[] }

/**
 * Reads a page of the audit events that a filter lets through and the actor may see, newest first;
 * of all `targets` in place of the one, where they are given.
 */
export async function listEvents(
  actor: Actor,
  filter: TargetedFilter,
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<Page<EventSummary>> {
  const { show } = visibleTo(actor)
  const page = await readPage(eventList(branchesOf(actor, filter)), request, size)
  return { ...page, entries: page.entries.map((row) => show(summarize(row))) }
}

/**
 * Who may have done something, by name: the people of the console, and the access keys that the
 * actor may see; at most 500 of each.
 */
export async function listActors(actor: Actor): Promise<{ id: string; name: string }[]> {
  const [people, keys] = await Promise.all([
    db.person.findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST_ACTORS,
      select: { id: true, name: true },
    }),
    db.accessKey.findMany({
      where: keysVisibleTo(actor),
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_ACTORS,
      select: { id: true, name: true },
    }),
  ])
  // Two people of one name, from before names were unique.
  const isShared = (name: string) => people.filter((person) => person.name === name).length > 1
  return [
    ...people.map(({ id, name }) => ({ id, name: isShared(name) ? `${name} (${id})` : name })),
    ...keys.map(({ id, name }) => ({ id, name: `${name} (access key ${id})` })),
  ]
}

/** The last change of something, or its last one of a kind, if there was one. */
export async function getLastChange(
  target: string,
  action?: AuditAction,
): Promise<LastChange | undefined> {
  const last = await db.auditEvent.findFirst({
    where: { target, action },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { actorName: true, action: true, at: true },
  })
  return last ?? undefined
}

/** Reads a page of what somebody did, and of what was done to them, newest first. */
export async function listEventsOfPerson(
  actor: Actor,
  personId: string,
  request: PageRequest = {},
): Promise<Page<EventSummary>> {
  const { where, show } = visibleTo(actor)
  const page = await readPage(
    eventList([
      [sql`"actorId" = ${personId}`, ...where],
      [sql`target = ${personId} AND "actorId" <> ${personId}`, ...where],
    ]),
    request,
    PAGE_SIZE,
  )
  return { ...page, entries: page.entries.map((row) => show(summarize(row))) }
}

/** How many events `listEvents` finds, up to 10,000. */
export async function countEvents(actor: Actor, filter: TargetedFilter): Promise<Total> {
  return sumOf(
    await Promise.all(branchesOf(actor, filter).map((one) => totalOf('AuditEvent', one))),
  )
}

/** One set of conditions for each target. */
function branchesOf(actor: Actor, { targets, ...filter }: TargetedFilter): Sql[][] {
  const { where } = visibleTo(actor)
  return (targets ?? [filter.target]).map((target) => [
    sql`1 = 1`,
    ...conditionsOf({ ...filter, target }),
    ...where,
  ])
}
