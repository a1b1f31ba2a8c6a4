import 'server-only'
import { customAlphabet } from 'nanoid'
import type { Actor, Allowed } from '../actors/actor'
import type { FieldErrors } from '../answer.shared'
import type { AuditAction, Changes } from '../audit/schema.shared'
import { recordEvent } from '../audit/writes'
import type { Transaction } from '../db/client'
import { inTransaction } from '../db/transaction'
import { newId } from '../ids'
import { tell } from '../people/tidings'
import { sealSecret } from '../secrets/box'
import { secretKeys } from '../secrets/keys'
import { MILLISECONDS_A_DAY } from '../time.shared'
import { parseNetworks } from './networks'
import { getAccessKey } from './reads'
import type { CreateAccessKeyInput, CreatedAccessKey } from './schema.shared'

/** 40 characters of 62: 238 random bits, each character equally likely. */
const newSecret = customAlphabet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  40,
)

export type CreateAccessKeyResult =
  | ({ ok: true } & CreatedAccessKey)
  | { ok: false; reason: 'unknown_owner' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }

/**
 * Creates an access key. The secret is in the result and nowhere else: the database gets it
 * encrypted.
 */
export async function createAccessKey(
  actor: Allowed<'access_keys.manage'>,
  { name, role, ownerId, days, networks }: CreateAccessKeyInput,
): Promise<CreateAccessKeyResult> {
  const limited = parseNetworks(networks)
  if (!limited.ok)
    return { ok: false, reason: 'invalid', fieldErrors: { networks: limited.message } }
  const id = newId('ak')
  const secret = newSecret()
  const created = await inTransaction(async (transaction) => {
    const owner = await transaction.person.findFirst({
      where: { id: ownerId, deactivatedAt: null, invitedAt: null },
      select: { name: true },
    })
    if (!owner) return false
    const now = new Date()
    const about = {
      id,
      name,
      role,
      ownerId,
      createdAt: now,
      createdBy: actor.id,
      expiresAt: new Date(now.getTime() + days * MILLISECONDS_A_DAY),
      networks: limited.networks.join('\n'),
    }
    await transaction.accessKey.create({
      data: { ...about, ...sealSecret(secret, id, secretKeys()[0]) },
      select: { id: true },
    })
    const changes: Changes = {
      name: [null, name],
      role: [null, role],
      owner: [null, owner.name],
      expiresAt: [null, about.expiresAt.toISOString()],
      ...(limited.networks.length > 0 && { networks: [null, limited.networks.join(', ')] }),
    }
    await recordEvent(transaction, actor, 'access_key.created', id, changes)
    if (ownerId !== actor.id)
      await tell(transaction, ownerId, { action: 'access_key.created', by: actor.name, changes })
    return true
  })
  const key = created ? await getAccessKey(actor, id) : undefined
  return key ? { ok: true, key, secret } : { ok: false, reason: 'unknown_owner' }
}

export type ChangeAccessKeyResult = { ok: true } | { ok: false; reason: 'unknown_key' }

/** A change of an access key, made where the key is not yet as wanted. */
type Change = {
  action: AuditAction
  where: { disabledAt?: null | { not: null } }
  data: { disabledAt?: Date | null; deletedAt?: Date; secret?: string; secretKeyId?: string }
  changes?: Changes
  /** What else is written in the same transaction. */
  also?: (transaction: Transaction) => Promise<unknown>
}

async function applyChange(
  actor: Actor,
  id: string,
  { action, where, data, changes, also }: Change,
): Promise<ChangeAccessKeyResult> {
  const key = await getAccessKey(actor, id)
  if (!key) return { ok: false, reason: 'unknown_key' }
  await inTransaction(async (transaction) => {
    const living = { id, deletedAt: null, ...where }
    const { count } = await transaction.accessKey.updateMany({ where: living, data })
    if (count === 0) return
    await also?.(transaction)
    await recordEvent(transaction, actor, action, id, changes)
    if (key.ownerId !== actor.id)
      await tell(transaction, key.ownerId, {
        action,
        by: actor.name,
        changes: { name: [key.name, key.name] },
      })
  })
  return { ok: true }
}

/**
 * Disables an access key: its next call is refused. Its owner may do so too, should it have leaked.
 */
export async function disableAccessKey(actor: Actor, id: string): Promise<ChangeAccessKeyResult> {
  return applyChange(actor, id, {
    action: 'access_key.disabled',
    where: { disabledAt: null },
    data: { disabledAt: new Date() },
    changes: { status: ['active', 'disabled'] },
  })
}

/** Enables an access key again. */
export async function enableAccessKey(
  actor: Allowed<'access_keys.manage'>,
  id: string,
): Promise<ChangeAccessKeyResult> {
  return applyChange(actor, id, {
    action: 'access_key.enabled',
    where: { disabledAt: { not: null } },
    data: { disabledAt: null },
    changes: { status: ['disabled', 'active'] },
  })
}

/**
 * Deletes an access key, its secret and the log of its calls for good; what it changed stays in the
 * audit.
 */
export async function deleteAccessKey(
  actor: Allowed<'access_keys.manage'>,
  id: string,
): Promise<ChangeAccessKeyResult> {
  return applyChange(actor, id, {
    action: 'access_key.deleted',
    where: {},
    data: { deletedAt: new Date(), secret: '', secretKeyId: secretKeys()[0].id },
    also: (transaction) => transaction.smcCall.deleteMany({ where: { accessKeyId: id } }),
  })
}
