import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import { parseRole, type Role } from '@/lib/actors/permissions.shared'
import type { FieldErrors } from '@/lib/answer.shared'
import { recordEvent } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { FOR_EMERGENCIES } from '@/lib/people/administrators'
import { findLink, hashOfLink, spendLink } from '@/lib/people/links'
import type { LinkKind } from '@/lib/people/schema.shared'
import { readSettings } from '@/lib/settings/reads'
import { countAttempt, forgiveAttempt, type Throttled } from '@/lib/throttle/attempts'
import { auth } from '../library/library'
import { isWeakPassword, WEAK_PASSWORD } from '../passwords/weak-secret'
import { writePassword } from '../passwords/write-password'
import type { Visitor } from '../sessions/begin-session'
import { type SignInResult, signIn } from './sign-in'

type LinkOver = { ok: false; reason: 'link_over' } | Throttled

/** What the page of a one-time link tells whoever opens it. */
export type LinkFacts = {
  ok: true
  kind: LinkKind
  name: string
  email: string
  role: Role
  /** Whether a password can be chosen with it: not while passwords are off. */
  canChoosePassword: boolean
}

/** Looks at a one-time link without using it. Wrong ones are counted by address. */
export async function lookAtLink(token: string, ip: string): Promise<LinkFacts | LinkOver> {
  const attempt = await countAttempt('link', { ip })
  if (!attempt.ok) return attempt
  const found = await findLink(hashOfLink(token))
  if (!found) return { ok: false, reason: 'link_over' }
  await forgiveAttempt('link', { ip })
  const { name, email, role } = found.person
  const canChoosePassword =
    (await readSettings()).passwordSignIn === 'on' ||
    (found.kind === 'reset' && (await couldComeInEmergencies(found.person.id)))
  return { ok: true, kind: found.kind, name, email, role: parseRole(role), canChoosePassword }
}

/** Whether somebody may come in while passwords are off, once they have one. */
async function couldComeInEmergencies(id: string): Promise<boolean> {
  const { credentials: _, ...administratorWithFactor } = FOR_EMERGENCIES
  return (await db.person.count({ where: { id, ...administratorWithFactor } })) > 0
}

export type UseLinkResult =
  | SignInResult
  | LinkOver
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }

/**
 * Chooses a password with a one-time link, which is used up by it, and signs in. All sessions of
 * before end. Whoever has a second factor still needs it.
 */
export async function choosePassword(
  { token, password }: { token: string; password: string },
  visitor: Visitor,
): Promise<UseLinkResult> {
  const looked = await lookAtLink(token, visitor.ip)
  if (!looked.ok) return looked
  if (!looked.canChoosePassword) return { ok: false, reason: 'passwords_off' }
  const found = await findLink(hashOfLink(token))
  if (!found) return { ok: false, reason: 'link_over' }
  const { person, kind } = found
  if (await isWeakPassword(password, person))
    return { ok: false, reason: 'invalid', fieldErrors: { password: WEAK_PASSWORD } }
  const hash = await (await auth().$context).password.hash(password)
  const actor = authenticatedActor({ ...person, role: parseRole(person.role), ip: visitor.ip })
  const isDone = await inTransaction(async (transaction) => {
    if (!(await spendLink(transaction, hashOfLink(token)))) return false
    const now = new Date()
    await writePassword(transaction, person.id, hash, now)
    await transaction.person.update({
      where: { id: person.id },
      data: { invitedAt: null, updatedAt: now },
      select: { id: true },
    })
    await transaction.session.deleteMany({ where: { userId: person.id } })
    const action = kind === 'invitation' ? 'person.joined' : 'person.password_chosen'
    await recordEvent(transaction, actor, action, person.id, {
      ...(kind === 'invitation' && { state: ['invited', 'active'] }),
      password: [null, 'chosen'],
    })
    return true
  })
  if (!isDone) return { ok: false, reason: 'link_over' }
  await forgiveAttempt('sign-in', { account: person.email })
  return signIn({ email: person.email, password }, visitor)
}
