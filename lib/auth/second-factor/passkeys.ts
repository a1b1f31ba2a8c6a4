import 'server-only'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Actor } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { newId } from '@/lib/ids'
import { log } from '@/lib/log'
import { holdPerson } from '@/lib/people/hold'
import { openChallenge, takeChallenge } from '../challenges'
import type { PasskeySummary } from '../schema.shared'
import { readFactors } from './requirement'
import { endEnrolment, maySetUp, type RemovalProblem, removalProblem } from './rules'

/** Passkeys that one person may have. */
const MOST = 20

/** What a browser signs for: the console's own address, as people open it. */
export type Origin = string

const hostOf = (origin: Origin) => new URL(origin).hostname

/** Options for the browser, and the token under which they are remembered here. */
export type Ceremony<Options> = { ceremony: string; options: Options }

/** Asks the actor's browser for a new passkey. */
export async function beginPasskey(
  actor: Actor,
  origin: Origin,
): Promise<Ceremony<PublicKeyCredentialCreationOptionsJSON>> {
  const [person, known] = await Promise.all([
    db.person.findUniqueOrThrow({ where: { id: actor.id }, select: { name: true, email: true } }),
    db.passkey.findMany({
      where: { personId: actor.id },
      orderBy: { id: 'asc' },
      take: MOST,
      select: { credentialId: true },
    }),
  ])
  const options = await generateRegistrationOptions({
    rpName: 'Activation Console',
    rpID: hostOf(origin),
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(actor.id),
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const data = { personId: actor.id, challenge: options.challenge }
  return { ceremony: await openChallenge('passkey-new', data), options }
}

export type AddPasskeyResult =
  | { ok: true }
  | { ok: false; reason: 'not_verified' }
  | { ok: false; reason: 'too_many' }

/**
 * Takes up the passkey that the actor's browser made. The session may do everything from now on.
 * @param response as the browser gave it
 */
export async function addPasskey(
  actor: Actor,
  sessionId: string,
  { name, ceremony, response }: { name: string; ceremony: string; response: unknown },
  origin: Origin,
): Promise<AddPasskeyResult> {
  const begun = await takeChallenge<{ personId: string; challenge: string }>(
    'passkey-new',
    ceremony,
  )
  if (begun?.personId !== actor.id) return { ok: false, reason: 'not_verified' }
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: begun.challenge,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
  }).catch(notVerified)
  if (!verified?.verified) return { ok: false, reason: 'not_verified' }
  const { credential } = verified.registrationInfo
  return inTransaction(async (transaction): Promise<AddPasskeyResult> => {
    if (!(await maySetUp(transaction, actor.id, sessionId)))
      return { ok: false, reason: 'not_verified' }
    const count = await transaction.passkey.count({ where: { personId: actor.id } })
    if (count >= MOST) return { ok: false, reason: 'too_many' }
    const id = newId('pk')
    await transaction.passkey.create({
      data: {
        id,
        personId: actor.id,
        name,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: (credential.transports ?? []).join(','),
        createdAt: new Date(),
      },
      select: { id: true },
    })
    await endEnrolment(transaction, actor.id, sessionId)
    await recordEvent(transaction, actor, 'passkey.added', actor.id, { name: [null, name] })
    return { ok: true }
  })
}

/**
 * Asks a browser for a passkey: any of this console, or one of a person's.
 * @param personId whose it must be; anybody's where it is left out
 */
export async function askForPasskey(
  origin: Origin,
  personId?: string,
): Promise<Ceremony<PublicKeyCredentialRequestOptionsJSON>> {
  const own = personId
    ? await db.passkey.findMany({
        where: { personId },
        orderBy: { id: 'asc' },
        take: MOST,
        select: { credentialId: true },
      })
    : []
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    userVerification: 'required',
    allowCredentials: own.map(({ credentialId }) => ({ id: credentialId })),
  })
  return {
    ceremony: await openChallenge('passkey-sign-in', { challenge: options.challenge }),
    options,
  }
}

/**
 * Whose passkey signed what was asked for; `undefined` where none of this console did. Each
 * question is good for one answer.
 */
export async function personOfPasskey(
  { ceremony, response }: { ceremony: string; response: unknown },
  origin: Origin,
): Promise<string | undefined> {
  const asked = await takeChallenge<{ challenge: string }>('passkey-sign-in', ceremony)
  const { id: credentialId } = response as { id?: unknown }
  if (!asked || typeof credentialId !== 'string') return undefined
  const passkey = await db.passkey.findUnique({
    where: { credentialId },
    select: { id: true, personId: true, publicKey: true, counter: true },
  })
  if (!passkey) return undefined
  const verified = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    credential: {
      id: credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
  }).catch(notVerified)
  if (!verified?.verified) return undefined
  await db.passkey.updateMany({
    where: { id: passkey.id },
    data: { counter: verified.authenticationInfo.newCounter, lastUsedAt: new Date() },
  })
  return passkey.personId
}

/** What a browser sent is not what was asked for; the library says so by throwing. */
function notVerified(error: unknown): undefined {
  log.warn({ err: error }, 'a passkey was not verified')
}

/** The actor's passkeys, the newest first. */
export async function listPasskeys(actor: Actor): Promise<PasskeySummary[]> {
  return db.passkey.findMany({
    where: { personId: actor.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  })
}

/**
 * Removes one of the actor's passkeys; one that is not theirs is left as it is.
 * @returns why it must stay, where it must
 */
export async function removePasskey(
  actor: Actor,
  id: string,
): Promise<{ ok: true } | { ok: false; reason: RemovalProblem }> {
  return inTransaction(async (transaction) => {
    await holdPerson(transaction, actor.id)
    const where = { id, personId: actor.id }
    const passkey = await transaction.passkey.findFirst({ where, select: { name: true } })
    if (!passkey) return { ok: true }
    const { authenticator, passkeys } = await readFactors(actor.id, transaction)
    const left = { authenticator, passkeys: passkeys - 1 }
    const problem = await removalProblem(transaction, actor, left)
    if (problem) return { ok: false, reason: problem }
    await transaction.passkey.deleteMany({ where })
    await recordEvent(transaction, actor, 'passkey.removed', actor.id, {
      name: [passkey.name, null],
    })
    return { ok: true }
  })
}
