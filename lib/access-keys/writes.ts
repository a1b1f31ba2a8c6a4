import 'server-only'
import { customAlphabet } from 'nanoid'
import type { AuditAction, Changes } from '../audit/schema'
import { recordEvent } from '../audit/writes'
import { type Actor, type Administrator, isAdministrator } from '../auth/actor'
import type { Transaction } from '../db/client'
import { inTransaction } from '../db/transaction'
import { newId } from '../ids'
import { getAccessKey } from './reads'
import type { CreateAccessKeyInput, CreatedAccessKey } from './schema'
import { sealSecret } from './secret-box'
import { secretKeys } from './secret-keys'

/** 40 characters of 62: 238 random bits, each character equally likely. */
const newSecret = customAlphabet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  40,
)

export type CreateAccessKeyResult =
  | ({ ok: true } & CreatedAccessKey)
  | { ok: false; reason: 'unknown_owner' }

/**
 * Creates an access key. The secret is in the result and nowhere else: the database gets it
 * encrypted.
 */
export async function createAccessKey(
  actor: Administrator,
  { name, role, ownerId }: CreateAccessKeyInput,
): Promise<CreateAccessKeyResult> {
  const id = newId('ak')
  const secret = newSecret()
  const created = await inTransaction(async (transaction) => {
    const owner = await transaction.person.findUnique({
      where: { id: ownerId },
      select: { name: true },
    })
    if (!owner) return false
    const about = { id, name, role, ownerId, createdAt: new Date(), createdBy: actor.id }
    await transaction.accessKey.create({
      data: { ...about, ...sealSecret(secret, id, secretKeys()[0]) },
      select: { id: true },
    })
    await recordEvent(transaction, actor, 'access_key.created', id, {
      name: [null, name],
      role: [null, role],
      owner: [null, owner.name],
    })
    return true
  })
  const key = created ? await getAccessKey(actor, id) : undefined
  return key ? { ok: true, key, secret } : { ok: false, reason: 'unknown_owner' }
}

export type ChangeAccessKeyResult =
  | { ok: true }
  | { ok: false; reason: 'unknown_key' | 'not_allowed' }

/**
 * A change of an access key, made where the key is not yet as wanted; `also` in the same
 * transaction.
 */
type Change = {
  action: AuditAction
  where: { disabledAt?: null | { not: null } }
  data: { disabledAt?: Date | null; deletedAt?: Date; secret?: string; secretKeyId?: string }
  changes?: Changes
  also?: (transaction: Transaction) => Promise<unknown>
}

async function changeOwn(
  actor: Actor,
  id: string,
  change: Change,
  ownersToo: boolean,
): Promise<ChangeAccessKeyResult> {
  if (!(await getAccessKey(actor, id))) return { ok: false, reason: 'unknown_key' }
  if (!ownersToo && !isAdministrator(actor)) return { ok: false, reason: 'not_allowed' }
  const { action, where, data, changes, also } = change
  await inTransaction(async (transaction) => {
    const { count } = await transaction.accessKey.updateMany({
      where: { id, deletedAt: null, ...where },
      data,
    })
    if (count === 0) return
    await also?.(transaction)
    await recordEvent(transaction, actor, action, id, changes)
  })
  return { ok: true }
}

/**
 * Disables an access key: its next call is refused. Its owner may do so too, should the secret have
 * leaked.
 */
export async function disableAccessKey(actor: Actor, id: string): Promise<ChangeAccessKeyResult> {
  const changes: Changes = { status: ['active', 'disabled'] }
  return changeOwn(
    actor,
    id,
    {
      action: 'access_key.disabled',
      where: { disabledAt: null },
      data: { disabledAt: new Date() },
      changes,
    },
    true,
  )
}

/** Enables an access key again; for administrators. */
export async function enableAccessKey(actor: Actor, id: string): Promise<ChangeAccessKeyResult> {
  const changes: Changes = { status: ['disabled', 'active'] }
  const where = { disabledAt: { not: null } }
  return changeOwn(
    actor,
    id,
    { action: 'access_key.enabled', where, data: { disabledAt: null }, changes },
    false,
  )
}

/**
 * Deletes an access key, its secret and the log of its calls for good; what it changed stays in the
 * audit. For administrators.
 */
export async function deleteAccessKey(actor: Actor, id: string): Promise<ChangeAccessKeyResult> {
  const data = { deletedAt: new Date(), secret: '', secretKeyId: secretKeys()[0].id }
  const also = (transaction: Transaction) =>
    transaction.smcCall.deleteMany({ where: { accessKeyId: id } })
  return changeOwn(actor, id, { action: 'access_key.deleted', where: {}, data, also }, false)
}
