import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '../actors/actor'
import { inBulk } from '../db/bulk/bulk'
import type { Bulk, Columns } from '../db/bulk/statements'
import type { Transaction } from '../db/client'
import { isUniqueViolation } from '../db/errors/violation'
import { turnsOf } from '../db/turns'
import { newId } from '../ids'
import { log } from '../log'
import { networksOf } from '../throttle/networks'
import { MILLISECONDS_AN_HOUR } from '../time.shared'
import { type AuditAction, type Changes, NOBODY } from './schema.shared'

/**
 * Writes an audit event in the transaction of the change that it records, so that neither exists
 * alone.
 * @param target ID of what was changed
 */
export async function recordEvent(
  transaction: Transaction,
  actor: Actor,
  action: AuditAction,
  target: string,
  changes: Changes = {},
): Promise<void> {
  await transaction.auditEvent.create({ data: eventOf(actor, action, target, changes, new Date()) })
}

/** The same in a transaction that writes in bulk. */
export async function recordBulkEvent(
  bulk: Bulk,
  actor: Actor,
  action: AuditAction,
  target: string,
  changes: Changes = {},
): Promise<void> {
  await bulk.insert('AuditEvent', EVENT, [eventOf(actor, action, target, changes, new Date())])
}

const EVENT: Columns = {
  id: 'text',
  at: 'moment',
  actorId: 'text',
  actorName: 'text',
  action: 'text',
  target: 'text',
  ip: 'text',
  changes: 'text',
}

/**
 * Whom an event tells of: an actor; a machine; or somebody who is not signed in, with an empty ID.
 */
export type Subject = Pick<Actor, 'id' | 'name' | 'ip'>

function eventOf(
  { id: actorId, name: actorName, ip }: Subject,
  action: AuditAction,
  target: string,
  changes: Changes,
  at: Date,
) {
  return {
    id: newId('ae'),
    at,
    actorId,
    actorName,
    action,
    target,
    ip,
    changes: JSON.stringify(changes),
  }
}

/** Events of one kind that are told apart in an hour; further ones share a row. */
const MOST_IN_AN_HOUR = 200

const SEVERAL: Subject = { id: '', name: 'Several, not told apart', ip: '' }

/**
 * Writes an event that anyone can cause as often as they like. Repeats within an hour, of the same
 * subject, site and target, are counted in one row, and an hour has only so many rows of a kind:
 * hammering can't fill the disk. Beyond them a known target still has a row of its own, so that
 * nobody hides what happens to it behind noise.
 * @param kind what else tells events apart
 */
export async function recordRepeatable(
  bulk: Bulk,
  subject: Subject,
  action: AuditAction,
  target: string,
  changes: Changes = {},
  kind = '',
): Promise<void> {
  const at = new Date()
  const hour = new Date(Math.floor(at.getTime() / MILLISECONDS_AN_HOUR) * MILLISECONDS_AN_HOUR)
  const repeatKey = keyOf(
    hour,
    action,
    subject.id,
    networksOf(subject.ip).at(-1) ?? '',
    target,
    kind,
  )
  const repeated = await bulk.read(
    'UPDATE "AuditEvent" SET count = count + 1, "lastAt" = $1 WHERE "repeatKey" = $2 RETURNING id',
    [at, repeatKey],
  )
  if (repeated.length > 0) return
  const [counted] = await bulk.read(
    'SELECT count(*) AS events FROM "AuditEvent" WHERE action = $1 AND at >= $2',
    [action, hour],
  )
  const isFull = Number(counted?.events) >= MOST_IN_AN_HOUR
  const key = isFull ? keyOf(hour, action, 'several', target) : repeatKey
  const event = isFull
    ? eventOf(SEVERAL, action, target, {}, at)
    : eventOf(subject, action, target, changes, at)
  await bulk.write(
    `INSERT INTO "AuditEvent" (id, at, "actorId", "actorName", action, target, ip, changes,
      "repeatKey")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT ("repeatKey") DO UPDATE SET count = "AuditEvent".count + 1, "lastAt" = $2`,
    [
      event.id,
      at,
      event.actorId,
      event.actorName,
      event.action,
      event.target,
      event.ip,
      event.changes,
      key,
    ],
  )
}

const keyOf = (hour: Date, ...parts: string[]) =>
  createHash('sha256')
    .update([hour.toISOString(), ...parts].join('\n'))
    .digest('hex')

/** Refusals that are recorded at once. */
const inTurn = turnsOf(1)

/**
 * Tries at the row of a repeated event when it is made in another request at the very same moment.
 */
const ATTEMPTS = 3

/**
 * Records something that was refused, and so changed nothing: a failed sign-in, an action without
 * the right to it. It must not cost the refusal its answer: what can't be written is in the log.
 */
export async function recordRefused(
  subject: Subject,
  action: AuditAction,
  target: string,
  changes: Changes = {},
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const record = (bulk: Bulk) =>
        recordRepeatable(bulk, subject, action, target, changes, JSON.stringify(changes))
      return await inTurn(() => inBulk(record))
    } catch (error) {
      if (isUniqueViolation(error) && attempt < ATTEMPTS) continue
      return log.warn({ err: error, action, target }, 'a refusal could not be recorded')
    }
  }
}

/** Somebody who is not signed in, at an address. */
export function nobodyAt(ip: string): Subject {
  return { ...NOBODY, ip }
}
