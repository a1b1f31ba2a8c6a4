import 'server-only'
import { countCall } from '@/lib/access-keys/calls'
import { actorOfKey, findCredentials } from '@/lib/access-keys/credentials'
import { isWithin } from '@/lib/access-keys/networks'
import { claimNonce } from '@/lib/access-keys/nonces'
import type { Actor } from '@/lib/actors/actor'
import { refuse, refuseParameter, type SmcFailure } from './problem'
import type { SmcRequest } from './request'

/** How far a client's clock may be off, and for how long a nonce could therefore be sent again. */
const CLOCK_MILLISECONDS = 15 * 60_000
const NONCE_MILLISECONDS = 2 * CLOCK_MILLISECONDS

const MAX_NONCE = 256

export type Access = { ok: true; actor: Actor } | (SmcFailure & { accessKeyId?: string })

/**
 * Proves who calls: key, signature, network, time, how often, nonce, in this order. The nonce is
 * claimed last, so that only calls with a right signature take one.
 * @returns the access key as an actor. A refusal names the key when it is known
 */
export async function proveAccess(
  request: SmcRequest,
  ip: string,
  now = new Date(),
): Promise<Access> {
  const key = await findCredentials(request.accessKeyId)
  if (!key) return refuse('InvalidAccessKeyId.NotFound')
  const { id: accessKeyId } = key
  if (key.isDisabled) return { ...refuse('InvalidAccessKeyId.Inactive'), accessKeyId }
  if (!request.isSignedWith(key.openSecret())) {
    const message =
      'Specified signature is not matched with our calculation. server string to sign ' +
      `is:${request.stringToSign}`
    return { ...refuse('SignatureDoesNotMatch', message), accessKeyId }
  }
  const failure =
    networkFailure(key.networks, ip) ??
    clockFailure(request.timestamp, now) ??
    throttle(accessKeyId) ??
    (await nonceFailure(accessKeyId, request.nonce, now))
  if (failure) return { ...failure, accessKeyId }
  const actor = await actorOfKey(key, ip)
  return actor ? { ok: true, actor } : { ...refuse('InvalidAccessKeyId.Inactive'), accessKeyId }
}

function clockFailure(timestamp: string, now: Date): SmcFailure | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp)
    ? Date.parse(timestamp)
    : Number.NaN
  // Dates that no calendar has are read as later ones.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(timestamp.slice(0, 19)))
    return refuse('InvalidTimeStamp.Format')
  const isOff = Math.abs(at - now.getTime()) > CLOCK_MILLISECONDS
  return isOff ? refuse('InvalidTimeStamp.Expired') : undefined
}

function networkFailure(networks: string[], ip: string): SmcFailure | undefined {
  if (networks.length === 0 || isWithin(ip, networks)) return undefined
  return refuse('NoPermission', `The access key may not be used from ${ip}.`)
}

function throttle(accessKeyId: string): SmcFailure | undefined {
  const wait = countCall(accessKeyId)
  return wait === undefined ? undefined : refuse('Throttling.User', undefined, wait)
}

async function nonceFailure(
  accessKeyId: string,
  nonce: string,
  now: Date,
): Promise<SmcFailure | undefined> {
  if (nonce.length > MAX_NONCE)
    return refuseParameter('SignatureNonce', `It must have at most ${MAX_NONCE} characters.`)
  const expiresAt = new Date(now.getTime() + NONCE_MILLISECONDS)
  const isNew = await claimNonce(accessKeyId, nonce, expiresAt)
  return isNew ? undefined : refuse('SignatureNonceUsed')
}
