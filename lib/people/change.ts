import 'server-only'
import type { Role } from '../actors/permissions.shared'
import type { AuditAction, Changes } from '../audit/schema.shared'
import { recordEvent } from '../audit/writes'
import type { Transaction } from '../db/client'
import { inTransaction } from '../db/transaction'
import { isLastForEmergencies, lastOneOf } from './administrators'
import { holdPerson } from './hold'
import type { Manager } from './invite'
import { writeLink } from './links'
import { type NewLink, type PersonResult, type PersonState, stateOf } from './schema.shared'
import { tell } from './tidings'

type Found = { id: string; name: string; role: string; state: PersonState }

type Change<Done> = {
  /** Whether the actor may do it to themselves. */
  ownToo?: boolean
  /** States in which it can be done. */
  states: PersonState[]
  run: (transaction: Transaction, person: Found) => Promise<PersonResult<Done>>
}

/** Finds the person of a change, and checks what holds for all of them. */
async function changePerson<Done>(
  actor: Manager,
  id: string,
  { ownToo = false, states, run }: Change<Done>,
): Promise<PersonResult<Done>> {
  if (!ownToo && actor.id === id) return { ok: false, reason: 'yourself' }
  return inTransaction(async (transaction) => {
    await holdPerson(transaction, id)
    const row = await transaction.person.findUnique({
      where: { id },
      select: { id: true, name: true, role: true, invitedAt: true, deactivatedAt: true },
    })
    if (!row) return { ok: false, reason: 'unknown_person' }
    const state = stateOf(row)
    if (!states.includes(state))
      return { ok: false, reason: state === 'deactivated' ? 'deactivated' : 'not_active' }
    return run(transaction, { ...row, state })
  })
}

/** Records a change, and tells the person of it. */
async function note(
  transaction: Transaction,
  actor: Manager,
  action: AuditAction,
  id: string,
  changes: Changes = {},
): Promise<void> {
  await recordEvent(transaction, actor, action, id, changes)
  await tell(transaction, id, { action, by: actor.name, changes })
}

/** Gives somebody another role; it holds from their next request on, also for their access keys. */
export async function changeRole(actor: Manager, id: string, role: Role): Promise<PersonResult> {
  return changePerson<object>(actor, id, {
    states: ['invited', 'active', 'deactivated'],
    async run(transaction, person) {
      if (person.role === role) return { ok: true }
      const last = role === 'administrator' ? undefined : await lastOneOf(transaction, id)
      if (last) return { ok: false, reason: last }
      await transaction.person.update({
        where: { id },
        data: { role, updatedAt: new Date() },
        select: { id: true },
      })
      await note(transaction, actor, 'person.role_changed', id, { role: [person.role, role] })
      return { ok: true }
    },
  })
}

/**
 * Keeps somebody out from now on: their sessions end, their links are dead, their access keys are
 * refused. What they did goes on naming them.
 */
export async function deactivate(actor: Manager, id: string): Promise<PersonResult> {
  return changePerson<object>(actor, id, {
    states: ['invited', 'active'],
    async run(transaction, { state }) {
      const last = await lastOneOf(transaction, id)
      if (last) return { ok: false, reason: last }
      await transaction.person.update({
        where: { id },
        data: { deactivatedAt: new Date() },
        select: { id: true },
      })
      await transaction.oneTimeLink.deleteMany({ where: { personId: id } })
      const { count } = await transaction.session.deleteMany({ where: { userId: id } })
      await recordEvent(transaction, actor, 'person.deactivated', id, {
        state: [state, 'deactivated'],
        ...(count > 0 && { sessions: [count, 0] }),
      })
      return { ok: true }
    },
  })
}

/** Lets somebody in again, with the role that they had. */
export async function activate(actor: Manager, id: string): Promise<PersonResult> {
  return changePerson<object>(actor, id, {
    states: ['deactivated'],
    async run(transaction) {
      const { invitedAt } = await transaction.person.update({
        where: { id },
        data: { deactivatedAt: null },
        select: { invitedAt: true },
      })
      await note(transaction, actor, 'person.activated', id, {
        state: ['deactivated', invitedAt ? 'invited' : 'active'],
      })
      return { ok: true }
    },
  })
}

/**
 * Makes a link with which somebody chooses a new password; until then the one that they have holds,
 * and their sessions go on.
 */
export async function makeResetLink(
  actor: Manager,
  id: string,
): Promise<PersonResult<{ link: NewLink }>> {
  return changePerson<{ link: NewLink }>(actor, id, {
    states: ['active'],
    async run(transaction) {
      const link = await writeLink(transaction, id, 'reset', actor.id)
      await note(transaction, actor, 'person.password_reset', id, {
        link: [null, `open until ${link.expiresAt.toISOString()}`],
      })
      return { ok: true, link }
    },
  })
}

/**
 * Takes somebody's second factor away, who has lost it: authenticator, recovery codes, passkeys.
 * Their sessions end.
 */
export async function resetSecondFactor(actor: Manager, id: string): Promise<PersonResult> {
  return changePerson<object>(actor, id, {
    states: ['active', 'deactivated'],
    async run(transaction) {
      const last = await isLastForEmergencies(transaction, id)
      if (last) return { ok: false, reason: last }
      const where = { personId: id }
      const authenticators = await transaction.authenticator.deleteMany({ where })
      const passkeys = await transaction.passkey.deleteMany({ where })
      await transaction.recoveryCode.deleteMany({ where })
      if (authenticators.count + passkeys.count === 0)
        return { ok: false, reason: 'no_second_factor' }
      await transaction.session.deleteMany({ where: { userId: id } })
      await note(transaction, actor, 'second_factor.reset', id, {
        authenticator: [authenticators.count, 0],
        passkeys: [passkeys.count, 0],
      })
      return { ok: true }
    },
  })
}

/**
 * Ends one of somebody's sessions, or all of them.
 * @param sessionId ID of the one; all where it is left out
 */
export async function endSessionsOf(
  actor: Manager,
  id: string,
  sessionId?: string,
): Promise<PersonResult<{ ended: number }>> {
  return changePerson<{ ended: number }>(actor, id, {
    states: ['invited', 'active', 'deactivated'],
    async run(transaction) {
      const one = sessionId ? { id: sessionId } : {}
      const { count } = await transaction.session.deleteMany({ where: { userId: id, ...one } })
      if (count > 0)
        await note(transaction, actor, 'person.sessions_ended', id, { sessions: [count, 0] })
      return { ok: true, ended: count }
    },
  })
}
