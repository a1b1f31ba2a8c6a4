import 'server-only'
import { openSecret } from '@/lib/access-keys/secret-box'
import { secretKeys } from '@/lib/access-keys/secret-keys'
import { type Actor, authenticatedActor } from '@/lib/actors/actor'
import { lesserRole, parseRole } from '@/lib/actors/permissions.shared'
import { db } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/errors/violation'
import { idPattern } from '@/lib/ids.shared'
import { log } from '@/lib/log'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { countCall } from './calls'
import { refuse, refuseParameter, type SmcFailure } from './problem'
import type { SmcRequest } from './request'

/** How far a client's clock may be off, and for how long a nonce could therefore be sent again. */
const CLOCK_MILLISECONDS = 15 * 60_000
const NONCE_MILLISECONDS = 2 * CLOCK_MILLISECONDS

const MAX_NONCE = 256

/**
 * One in so many calls clears away the nonces that can't be sent again any more, by the clock of
 * any instance.
 */
const CLEAR_EVERY = 50
const CLOCKS_APART_MILLISECONDS = MILLISECONDS_A_DAY

export type Access = { ok: true; actor: Actor } | (SmcFailure & { accessKeyId?: string })

/**
 * Proves who calls: key, signature, time, how often, nonce, in this order. The nonce is claimed
 * last, so that only calls with a right signature take one; of copies sent at once, over however
 * many instances, one is let through.
 * @returns the access key as an actor; its role is never more than its owner's. A refusal names the
 *   key when it is known
 */
export async function proveAccess(
  request: SmcRequest,
  ip: string,
  now = new Date(),
): Promise<Access> {
  const key = await findKey(request.accessKeyId)
  if (!key) return refuse('InvalidAccessKeyId.NotFound')
  const { id: accessKeyId } = key
  if (key.disabledAt) return { ...refuse('InvalidAccessKeyId.Inactive'), accessKeyId }
  if (!request.isSignedWith(openSecret(key, accessKeyId, secretKeys()))) {
    const message = `Specified signature is not matched with our calculation. server string to sign is:${request.stringToSign}`
    return { ...refuse('SignatureDoesNotMatch', message), accessKeyId }
  }
  const problem =
    clockProblem(request.timestamp, now) ??
    throttle(accessKeyId) ??
    (await nonceProblem(accessKeyId, request, now))
  if (problem) return { ...problem, accessKeyId }
  const owner = await db.person.findUnique({ where: { id: key.ownerId }, select: { role: true } })
  if (!owner) return { ...refuse('InvalidAccessKeyId.Inactive'), accessKeyId }
  const role = lesserRole(parseRole(key.role), parseRole(owner.role))
  return { ok: true, actor: authenticatedActor({ id: accessKeyId, name: key.name, role, ip }) }
}

async function findKey(id: string) {
  if (!idPattern('ak').test(id)) return null
  return db.accessKey.findFirst({
    where: { id, deletedAt: null },
    select: {
      id: true,
      name: true,
      role: true,
      ownerId: true,
      secret: true,
      secretKeyId: true,
      disabledAt: true,
    },
  })
}

function clockProblem(timestamp: string, now: Date): SmcFailure | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp)
    ? Date.parse(timestamp)
    : Number.NaN
  // Dates that no calendar has are read as later ones.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(timestamp.slice(0, 19)))
    return refuse('InvalidTimeStamp.Format')
  return Math.abs(at - now.getTime()) > CLOCK_MILLISECONDS
    ? refuse('InvalidTimeStamp.Expired')
    : undefined
}

function throttle(accessKeyId: string): SmcFailure | undefined {
  const wait = countCall(accessKeyId)
  return wait === undefined ? undefined : refuse('Throttling.User', undefined, wait)
}

async function nonceProblem(
  accessKeyId: string,
  { nonce }: SmcRequest,
  now: Date,
): Promise<SmcFailure | undefined> {
  if (nonce.length > MAX_NONCE)
    return refuseParameter('SignatureNonce', `It must have at most ${MAX_NONCE} characters.`)
  try {
    const expiresAt = new Date(now.getTime() + NONCE_MILLISECONDS)
    await db.smcNonce.create({ data: { accessKeyId, nonce, expiresAt }, select: { nonce: true } })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('SignatureNonceUsed')
    throw error
  }
  if (Math.random() * CLEAR_EVERY < 1) await clearNonces(now)
  return undefined
}

/** Housekeeping, which must not cost a call its answer. */
async function clearNonces(now: Date): Promise<void> {
  await db.smcNonce
    .deleteMany({
      where: { expiresAt: { lt: new Date(now.getTime() - CLOCKS_APART_MILLISECONDS) } },
    })
    .catch((error) => log.warn({ err: error }, 'nonces could not be cleared away'))
}
