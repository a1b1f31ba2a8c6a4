import 'server-only'
import type { FieldErrors } from '../answer'
import { recordEvent, recordRefused } from '../audit/writes'
import { db } from '../db/client'
import { inTransaction } from '../db/transaction'
import { isUniqueViolation } from '../db/violation'
import { newId } from '../ids'
import { type Actor, authenticatedActor } from './actor'
import { auth } from './auth'
import { nameKeyOf } from './name-key'
import type { AdministratorInput, ChangePasswordInput } from './schema'
import { countAttempt, forgiveAttempt, type Throttled } from './throttle'
import { isWeakPassword, WEAK_PASSWORD } from './weak-secret'

/**
 * The one row of `Installation`: writing it twice fails, so of several set-ups at once one wins.
 */
const INSTALLATION = 'console'

/**
 * Makes the first administrator and closes the set-up for ever, in one transaction.
 * @param ip address that asks, or `environment` where the environment names the administrator
 * @returns `invalid` for a password that is easy to guess
 */
export async function createFirstAdministrator(
  input: AdministratorInput,
  ip: string,
): Promise<
  | { ok: true }
  | { ok: false; reason: 'set_up_already' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
> {
  if (await isWeakPassword(input.password, input))
    return { ok: false, reason: 'invalid', fieldErrors: { password: WEAK_PASSWORD } }
  const id = newId('p')
  const now = new Date()
  const password = await (await auth().$context).password.hash(input.password)
  const actor = authenticatedActor({ id, name: input.name, role: 'administrator', ip })
  try {
    await inTransaction(async (transaction) => {
      await transaction.installation.create({ data: { id: INSTALLATION, setUpAt: now } })
      await transaction.person.create({
        data: {
          id,
          name: input.name,
          nameKey: nameKeyOf(input.name),
          email: input.email,
          role: actor.role,
          createdAt: now,
          updatedAt: now,
        },
      })
      await transaction.credential.create({
        data: {
          id: newId('p'),
          accountId: id,
          providerId: 'credential',
          userId: id,
          password,
          createdAt: now,
          updatedAt: now,
        },
      })
      await recordEvent(transaction, actor, 'console.set_up', id, {
        email: [null, input.email],
        role: [null, actor.role],
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'set_up_already' }
    throw error
  }
  return { ok: true }
}

export type RenameResult = { ok: true } | { ok: false; reason: 'name_taken' } | Throttled

/**
 * Renames the actor. No two people have names that are read alike.
 * @returns `name_taken` for the name of another one; `throttled` after 10 in a row
 */
export async function renameSelf(actor: Actor, name: string): Promise<RenameResult> {
  const attempt = await countAttempt('rename', { account: actor.id })
  if (!attempt.ok) return attempt
  const nameKey = nameKeyOf(name)
  try {
    return await inTransaction(async (transaction) => {
      const others = { id: { not: actor.id }, OR: [{ nameKey }, { name }] }
      if (await transaction.person.findFirst({ where: others, select: { id: true } }))
        return { ok: false, reason: 'name_taken' }
      await transaction.person.update({
        where: { id: actor.id },
        data: { name, nameKey, updatedAt: new Date() },
        select: { id: true },
      })
      await recordEvent(transaction, actor, 'person.renamed', actor.id, {
        name: [actor.name, name],
      })
      return { ok: true }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'name_taken' }
    throw error
  }
}

export type ChangePasswordResult =
  | { ok: true }
  | { ok: false; reason: 'wrong_password' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
  | Throttled

/**
 * Changes the actor's password and ends their other sessions. Wrong current passwords are counted
 * per person, and are in the audit.
 * @param sessionId the session that asks, which goes on
 * @returns `invalid` for a new password that is easy to guess, or the same as before
 */
export async function changePassword(
  actor: Actor,
  sessionId: string,
  input: ChangePasswordInput,
): Promise<ChangePasswordResult> {
  const account = { account: actor.id }
  const attempt = await countAttempt('password', account)
  if (!attempt.ok) return attempt
  const { password } = await auth().$context
  const credential = await db.credential.findFirstOrThrow({
    where: { userId: actor.id, providerId: 'credential' },
    select: { id: true, password: true },
  })
  if (
    !(await password.verify({ hash: credential.password ?? '', password: input.currentPassword }))
  ) {
    await recordRefused(actor, 'person.password_refused', actor.id)
    return { ok: false, reason: 'wrong_password' }
  }
  await forgiveAttempt('password', account)
  const problem = await newPasswordProblem(actor, input)
  if (problem) return { ok: false, reason: 'invalid', fieldErrors: { newPassword: problem } }
  const hash = await password.hash(input.newPassword)
  await inTransaction(async (transaction) => {
    await transaction.credential.update({
      where: { id: credential.id },
      data: { password: hash, updatedAt: new Date() },
    })
    await transaction.session.deleteMany({ where: { userId: actor.id, id: { not: sessionId } } })
    await recordEvent(transaction, actor, 'person.password_changed', actor.id)
  })
  return { ok: true }
}

async function newPasswordProblem(
  actor: Actor,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<string | undefined> {
  if (newPassword === currentPassword) return 'Choose a password that is not the present one.'
  const person = await db.person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { name: true, email: true },
  })
  return (await isWeakPassword(newPassword, person)) ? WEAK_PASSWORD : undefined
}

/**
 * Ends one of the actor's own sessions; one that is not theirs, or ended already, is left as it is.
 */
export async function endSession(actor: Actor, sessionId: string): Promise<{ ok: true }> {
  await inTransaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({
      where: { id: sessionId, userId: actor.id },
    })
    if (count > 0) await recordEvent(transaction, actor, 'session.ended', sessionId)
  })
  return { ok: true }
}

/** Ends all of the actor's sessions but the one that asks. */
export async function endOtherSessions(
  actor: Actor,
  sessionId: string,
): Promise<{ ok: true; ended: number }> {
  return inTransaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({
      where: { userId: actor.id, id: { not: sessionId } },
    })
    if (count > 0)
      await recordEvent(transaction, actor, 'session.others_ended', actor.id, {
        sessions: [count, 0],
      })
    return { ok: true, ended: count }
  })
}
