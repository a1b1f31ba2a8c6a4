import 'server-only'
import type { Actor } from '../auth/actor'
import { db } from '../db/client'
import { formatPageKey, type Page, type PageRequest, pageOf, pageQuery } from '../paging'
import type { Changes, EventFilter, EventSummary, LastChange } from './schema'

const PAGE_SIZE = 50
const DAY = 86_400_000

/** Actors offered to choose from. */
const MOST_ACTORS = 500

const EVENT = { id: true, at: true, actorId: true, actorName: true, action: true, target: true, ip: true, changes: true } as const

type EventRow = Omit<EventSummary, 'changes'> & { changes: string }

const summarize = (row: EventRow): EventSummary => ({ ...row, changes: JSON.parse(row.changes) as Changes })

function whereOf({ actor, action, target, from, to }: EventFilter) {
  const at = { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(Date.parse(to) + DAY) }) }
  return {
    ...(actor && { actorId: actor }),
    ...(action && { action }),
    ...(target && { target }),
    ...((from || to) && { AND: [{ at }] }),
  }
}

/** Reads a page of the audit events that a filter lets through, newest first, by key. */
export async function listEvents(
  _actor: Actor,
  filter: EventFilter,
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<Page<EventSummary>> {
  const { where, ...order } = pageQuery(request, 'at', 'id', size)
  const rows = await db.auditEvent.findMany({ where: { ...whereOf(filter), ...where }, ...order, select: EVENT })
  const page = pageOf(rows, request, size, ({ at, id }) => formatPageKey({ at, id }))
  return { ...page, entries: page.entries.map(summarize) }
}

/** Who may have done something, by name: the people of the console and its access keys, at most 500 of each. */
export async function listActors(_actor: Actor): Promise<{ id: string; name: string }[]> {
  const [people, keys] = await Promise.all([
    db.person.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }], take: MOST_ACTORS, select: { id: true, name: true, email: true } }),
    db.accessKey.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: MOST_ACTORS, select: { id: true, name: true } }),
  ])
  const isShared = (name: string) => people.filter((person) => person.name === name).length > 1
  return [
    ...people.map(({ id, name, email }) => ({ id, name: isShared(name) ? `${name} (${email})` : name })),
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
