'use server'

import { refresh } from 'next/cache'
import { accessKeyIdSchema, createAccessKeySchema } from '@/lib/access-keys/schema'
import {
  type ChangeAccessKeyResult,
  createAccessKey,
  deleteAccessKey,
  disableAccessKey,
  enableAccessKey,
} from '@/lib/access-keys/writes'
import { invalid } from '@/lib/answer'
import type { AuditAction } from '@/lib/audit/schema'
import type { Actor } from '@/lib/auth/actor'
import { asActor, asAdministrator, refuseAction } from '@/request/boundary'

/** Creates an access key; its secret is in the answer, and can't be read again. */
export async function createAccessKeyAction(fields: unknown) {
  return asAdministrator('access_key.created', async (actor) => {
    const input = createAccessKeySchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const result = await createAccessKey(actor, input.data)
    refresh()
    return result
  })
}

async function onKey(
  action: AuditAction,
  id: unknown,
  work: (actor: Actor, id: string) => Promise<ChangeAccessKeyResult>,
) {
  return asActor(async (actor) => {
    const key = accessKeyIdSchema.safeParse(id)
    if (!key.success) return invalid(key.error)
    const result = await work(actor, key.data)
    if (!result.ok && result.reason === 'not_allowed') return refuseAction(actor, action)
    refresh()
    return result
  })
}

export async function disableAccessKeyAction(id: unknown) {
  return onKey('access_key.disabled', id, disableAccessKey)
}

export async function enableAccessKeyAction(id: unknown) {
  return onKey('access_key.enabled', id, enableAccessKey)
}

export async function deleteAccessKeyAction(id: unknown) {
  return onKey('access_key.deleted', id, deleteAccessKey)
}
