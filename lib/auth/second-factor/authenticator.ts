import 'server-only'
import { Secret, TOTP } from 'otpauth'
import type { Actor } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { holdPerson } from '@/lib/people/hold'
import { openSecret, type SealedSecret, sealSecret } from '@/lib/secrets/box'
import { secretKeys } from '@/lib/secrets/keys'
import { openChallenge, readChallenge, takeChallenge } from '../challenges'
import { writeRecoveryCodes } from './recovery-codes'
import { readFactors } from './requirement'
import { endEnrolment, maySetUp, type RemovalProblem, removalProblem } from './rules'

/** As all authenticator apps know it: RFC 6238 with SHA-1, six digits, every 30 seconds. */
const PERIOD_SECONDS = 30
const SECRET_BYTES = 20

/** Clocks of phones may be a step off. */
const WINDOW = 1

const totpOf = (secret: string, account = '') =>
  new TOTP({
    issuer: 'Activation Console',
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  })

/** The step that a code belongs to, within a step of now; `undefined` for a wrong code. */
function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret).validate({ token, window: WINDOW, timestamp: now.getTime() })
  return delta === null ? undefined : Math.floor(now.getTime() / 1_000 / PERIOD_SECONDS) + delta
}

/** What an authenticator app takes: as an address, which a picture holds, and as text. */
export type NewAuthenticator = { setUp: string; address: string; secret: string }

/**
 * Makes the secret of a new authenticator; the one before, if there is one, works until a code of
 * the new one was right.
 * @returns `setUp` is what {@link confirmAuthenticator} finds it by
 */
export async function beginAuthenticator(actor: Actor): Promise<NewAuthenticator> {
  const secret = new Secret({ size: SECRET_BYTES }).base32
  const { email } = await db.person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { email: true },
  })
  const sealed = sealSecret(secret, actor.id, secretKeys()[0])
  const setUp = await openChallenge('authenticator-new', { personId: actor.id, ...sealed })
  return { setUp, address: totpOf(secret, email).toString(), secret }
}

export type ConfirmResult =
  | { ok: true; recoveryCodes: string[] }
  | { ok: false; reason: 'wrong_code' }
  | { ok: false; reason: 'too_late' }

/**
 * Takes up a new authenticator by its first code, and makes recovery codes in place of those
 * before. The session may do everything from now on.
 * @returns `too_late` when it was begun too long ago
 */
export async function confirmAuthenticator(
  actor: Actor,
  sessionId: string,
  { setUp, code }: { setUp: string; code: string },
  now = new Date(),
): Promise<ConfirmResult> {
  type Begun = SealedSecret & { personId: string }
  const begun = await readChallenge<Begun>('authenticator-new', setUp)
  if (begun?.personId !== actor.id) return { ok: false, reason: 'too_late' }
  const lastStep = stepOf(openSecret(begun, actor.id, secretKeys()), code, now)
  if (lastStep === undefined) return { ok: false, reason: 'wrong_code' }
  if (!(await takeChallenge('authenticator-new', setUp))) return { ok: false, reason: 'too_late' }
  const { secret, secretKeyId } = begun
  const data = { secret, secretKeyId, createdAt: now, lastStep }
  return inTransaction(async (transaction): Promise<ConfirmResult> => {
    if (!(await maySetUp(transaction, actor.id, sessionId)))
      return { ok: false, reason: 'too_late' }
    const before = await transaction.authenticator.count({ where: { personId: actor.id } })
    await transaction.authenticator.upsert({
      where: { personId: actor.id },
      create: { personId: actor.id, ...data },
      update: data,
      select: { personId: true },
    })
    await endEnrolment(transaction, actor.id, sessionId, now)
    await recordEvent(transaction, actor, 'second_factor.set_up', actor.id, {
      authenticator: [before > 0 ? 'another one' : null, 'on'],
    })
    return { ok: true, recoveryCodes: await writeRecoveryCodes(transaction, actor.id) }
  })
}

/**
 * Whether a code is one of somebody's authenticator. A code counts once: it and all before it are
 * spent then.
 */
export async function spendCode(
  personId: string,
  code: string,
  now = new Date(),
): Promise<boolean> {
  const found = await db.authenticator.findUnique({
    where: { personId },
    select: { secret: true, secretKeyId: true },
  })
  if (!found) return false
  const step = stepOf(openSecret(found, personId, secretKeys()), code, now)
  if (step === undefined) return false
  const { count } = await db.authenticator.updateMany({
    where: { personId, secret: found.secret, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return count === 1
}

/**
 * Removes the actor's authenticator, and with it the recovery codes.
 * @returns why it must stay, where it must
 */
export async function removeAuthenticator(
  actor: Actor,
): Promise<{ ok: true } | { ok: false; reason: RemovalProblem }> {
  return inTransaction(async (transaction) => {
    await holdPerson(transaction, actor.id)
    const { passkeys } = await readFactors(actor.id, transaction)
    const problem = await removalProblem(transaction, actor, { authenticator: false, passkeys })
    if (problem) return { ok: false, reason: problem }
    const { count } = await transaction.authenticator.deleteMany({ where: { personId: actor.id } })
    if (count === 0) return { ok: true }
    await transaction.recoveryCode.deleteMany({ where: { personId: actor.id } })
    await recordEvent(transaction, actor, 'second_factor.removed', actor.id, {
      authenticator: ['on', null],
    })
    return { ok: true }
  })
}
