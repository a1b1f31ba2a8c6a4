import 'server-only'
import { type Actor, isAllowed } from '../actors/actor'
import { keysVisibleTo } from '../actors/visible-keys'
import { db } from '../db/client'
import { formatPageKey, type Page, type PageRequest, pageOf, pageQuery } from '../list/page.shared'
import { MILLISECONDS_A_DAY } from '../time.shared'
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

/** Events of people's sign-ins; others' are for administrators. */
const OF_SIGN_INS: AuditAction[] = [
  'console.set_up_refused',
  'session.started',
  'session.refused',
  'session.ended',
  'session.others_ended',
  'person.password_refused',
]

/**
 * What an actor may see: administrators everything; others neither sign-ins of other people nor
 * their addresses and emails.
 */
function visibleTo(actor: Actor): { where: object; show: (event: EventSummary) => EventSummary } {
  if (isAllowed(actor, 'sign_ins.read')) return { where: {}, show: (event) => event }
  const isOwn = (event: EventSummary) => event.actorId === actor.id
  return {
    where: { OR: [{ action: { notIn: OF_SIGN_INS } }, { actorId: actor.id }] },
    show: (event) =>
      isOwn(event) ? event : { ...event, ip: '', changes: withoutEmail(event.changes) },
  }
}

const withoutEmail = ({ email: _, ...changes }: Changes): Changes => changes

const summarize = (row: EventRow): EventSummary => ({
  ...row,
  changes: JSON.parse(row.changes) as Changes,
})

/** Moments that both databases can hold; the calendar has others, before and after all events. */
const MOST = Date.parse('9999-12-31T23:59:59.999Z')
const momentOf = (milliseconds: number) => new Date(Math.min(Math.max(milliseconds, 0), MOST))

function whereOf({ actor, action, target, from, to }: EventFilter) {
  const at = {
    ...(from && { gte: momentOf(Date.parse(from)) }),
    ...(to && { lt: momentOf(Date.parse(to) + MILLISECONDS_A_DAY) }),
  }
  return {
    ...(actor && { actorId: actor }),
    ...(action && { action }),
    ...(target && { target }),
    ...((from || to) && { AND: [{ at }] }),
  }
}

/**
 * Reads a page of the audit events that a filter lets through, and that the actor may see, newest
 * first, by key.
 */
export async function listEvents(
  actor: Actor,
  filter: EventFilter,
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<Page<EventSummary>> {
  const { where, ...order } = pageQuery(request, 'at', 'id', size)
  const visible = visibleTo(actor)
  const rows = await db.auditEvent.findMany({
    where: { ...whereOf(filter), ...where, ...visible.where },
    ...order,
    select: EVENT,
  })
  const page = pageOf(rows, request, size, ({ at, id }) => formatPageKey({ at, id }))
  return { ...page, entries: page.entries.map((row) => visible.show(summarize(row))) }
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

/** The last change of something, if there was one. */
export async function getLastChange(target: string): Promise<LastChange | undefined> {
  const last = await db.auditEvent.findFirst({
    where: { target },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { actorName: true, action: true, at: true },
  })
  return last ?? undefined
}
