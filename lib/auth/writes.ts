import 'server-only'
import { APIError } from 'better-auth/api'
import { recordEvent } from '../audit/writes'
import { db } from '../db/client'
import { isUniqueViolation } from '../db/violation'
import { newId } from '../ids'
import { type Actor, authenticatedActor } from './actor'
import { auth } from './auth'
import { parseRole } from './roles'
import type { AdministratorInput, ChangePasswordInput, SignInInput } from './schema'
import { countAttempt, forgiveAttempt, type Throttled } from './throttle'

/** The one row of `Installation`: writing it twice fails, so of several set-ups at once one wins. */
const INSTALLATION = 'console'

/**
 * Makes the first administrator and closes the set-up for ever, in one transaction.
 * @param ip address that asks, or `environment` where the environment names the administrator
 */
export async function createFirstAdministrator(
  input: AdministratorInput,
  ip: string,
): Promise<{ ok: true } | { ok: false; reason: 'set_up_already' }> {
  const id = newId('p')
  const now = new Date()
  const password = await (await auth().$context).password.hash(input.password)
  const actor = authenticatedActor({ id, name: input.name, role: 'administrator', ip })
  try {
    await db.$transaction(async (transaction) => {
      await transaction.installation.create({ data: { id: INSTALLATION, setUpAt: now } })
      await transaction.person.create({
        data: { id, name: input.name, email: input.email, role: actor.role, createdAt: now, updatedAt: now },
      })
      await transaction.credential.create({
        data: { id: newId('p'), accountId: id, providerId: 'credential', userId: id, password, createdAt: now, updatedAt: now },
      })
      await recordEvent(transaction, actor, 'console.set_up', id, { email: [null, input.email], role: [null, actor.role] })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'set_up_already' }
    throw error
  }
  return { ok: true }
}

export type SignInResult = { ok: true; cookies: string[] } | { ok: false; reason: 'wrong_credentials' } | Throttled

/**
 * Starts a session. Attempts are counted per address; a right one does not count.
 * @param headers of the request, for the session's address and browser
 * @returns `Set-Cookie` values for the answer
 */
export async function signIn(input: SignInInput, ip: string, headers: Headers): Promise<SignInResult> {
  const attempt = await countAttempt('sign-in', ip)
  if (!attempt.ok) return attempt
  const session = await auth().api.signInEmail({ body: input, headers, returnHeaders: true }).catch(undefinedIfRefused)
  if (!session) return { ok: false, reason: 'wrong_credentials' }
  await forgiveAttempt('sign-in', ip)
  const { id, name, role } = session.response.user
  const actor = authenticatedActor({ id, name, role: parseRole(role), ip })
  await db.$transaction((transaction) => recordEvent(transaction, actor, 'session.started', id))
  return { ok: true, cookies: session.headers.getSetCookie() }
}

/** Renames the actor. */
export async function renameSelf(actor: Actor, name: string): Promise<{ ok: true }> {
  await db.$transaction(async (transaction) => {
    await transaction.person.update({ where: { id: actor.id }, data: { name, updatedAt: new Date() } })
    await recordEvent(transaction, actor, 'person.renamed', actor.id, { name: [actor.name, name] })
  })
  return { ok: true }
}

export type ChangePasswordResult = { ok: true } | { ok: false; reason: 'wrong_password' } | Throttled

/**
 * Changes the actor's password and ends their other sessions. Wrong current passwords are counted per person.
 * @param sessionId the session that asks, which goes on
 */
export async function changePassword(actor: Actor, sessionId: string, input: ChangePasswordInput): Promise<ChangePasswordResult> {
  const attempt = await countAttempt('password', actor.id)
  if (!attempt.ok) return attempt
  const { password } = await auth().$context
  const credential = await db.credential.findFirstOrThrow({
    where: { userId: actor.id, providerId: 'credential' },
    select: { id: true, password: true },
  })
  if (!(await password.verify({ hash: credential.password ?? '', password: input.currentPassword })))
    return { ok: false, reason: 'wrong_password' }
  const hash = await password.hash(input.newPassword)
  await forgiveAttempt('password', actor.id)
  await db.$transaction(async (transaction) => {
    await transaction.credential.update({ where: { id: credential.id }, data: { password: hash, updatedAt: new Date() } })
    await transaction.session.deleteMany({ where: { userId: actor.id, id: { not: sessionId } } })
    await recordEvent(transaction, actor, 'person.password_changed', actor.id)
  })
  return { ok: true }
}

/** Ends one of the actor's own sessions; one that is not theirs, or ended already, is left as it is. */
export async function endSession(actor: Actor, sessionId: string): Promise<{ ok: true }> {
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({ where: { id: sessionId, userId: actor.id } })
    if (count > 0) await recordEvent(transaction, actor, 'session.ended', sessionId)
  })
  return { ok: true }
}

/** Ends all of the actor's sessions but the one that asks. */
export async function endOtherSessions(actor: Actor, sessionId: string): Promise<{ ok: true; ended: number }> {
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({ where: { userId: actor.id, id: { not: sessionId } } })
    if (count > 0) await recordEvent(transaction, actor, 'session.others_ended', actor.id, { sessions: [count, 0] })
    return { ok: true, ended: count }
  })
}

/** The library throws where credentials are wrong; outages keep throwing. */
function undefinedIfRefused(error: unknown): undefined {
  if (error instanceof APIError && error.statusCode < 500) return undefined
  throw error
}
