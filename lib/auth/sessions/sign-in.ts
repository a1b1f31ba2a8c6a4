import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { nobodyAt, recordEvent, recordRefused } from '@/lib/audit/writes'
import { db, type Transaction } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { countAttempt, forgiveAttempt, type Throttled } from '@/lib/throttle/attempts'
import type { SignInInput } from '../schema.shared'
import { auth } from './library'

export type SignInResult =
  | { ok: true; cookies: string[] }
  | { ok: false; reason: 'wrong_credentials' }
  | Throttled

/**
 * Starts a session; the one that the browser had before ends. Attempts are counted per account and
 * per address; a right one does not count, and a refused one is in the audit.
 * @param headers of the request, for the session's address and browser, and the session before
 * @returns `Set-Cookie` values for the answer
 */
export async function signIn(
  input: SignInInput,
  ip: string,
  headers: Headers,
): Promise<SignInResult> {
  const who = { account: input.email, ip }
  const attempt = await countAttempt('sign-in', who)
  const person = await db.person.findUnique({
    where: { email: input.email },
    select: { id: true, name: true, role: true },
  })
  if (!attempt.ok || !(await isPasswordOf(person?.id, input.password)) || !person) {
    await recordRefused(nobodyAt(ip), 'session.refused', person?.id ?? '')
    return attempt.ok ? { ok: false, reason: 'wrong_credentials' } : attempt
  }
  await forgiveAttempt('sign-in', who)
  const before = await auth().api.getSession({ headers })
  const started = await auth().api.startSession({
    body: { personId: person.id },
    headers,
    returnHeaders: true,
  })
  const actor = authenticatedActor({ ...person, role: parseRole(person.role), ip })
  await inTransaction(async (transaction) => {
    await clearSessions(transaction, person.id, before?.session.id)
    await recordEvent(transaction, actor, 'session.started', person.id)
  })
  return { ok: true, cookies: started.headers.getSetCookie() }
}

/**
 * Where there is nobody, or no password, it takes as long: how long an answer takes tells nothing.
 */
async function isPasswordOf(userId: string | undefined, password: string): Promise<boolean> {
  const passwords = (await auth().$context).password
  const credential =
    userId &&
    (await db.credential.findFirst({
      where: { userId, providerId: 'credential' },
      select: { password: true },
    }))
  const hash = credential ? credential.password : undefined
  if (hash) return passwords.verify({ hash, password })
  await passwords.hash(password)
  return false
}

/** Sessions that a person may have at once; beyond these the oldest end. */
const MOST_SESSIONS = 20

/**
 * Ends the session that a new one replaces, a person's oldest ones beyond the most, and clears away
 * those that have expired.
 */
async function clearSessions(
  transaction: Transaction,
  userId: string,
  replaced: string | undefined,
): Promise<void> {
  if (replaced) await transaction.session.deleteMany({ where: { id: replaced } })
  await transaction.session.deleteMany({ where: { expiresAt: { lt: new Date() } } })
  const surplus = await transaction.session.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: MOST_SESSIONS,
    take: 100,
    select: { id: true },
  })
  if (surplus.length > 0)
    await transaction.session.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } })
}
