'use server'

import { createAccessKeySchema, oneAccessKeySchema } from '@/lib/access-keys/schema.shared'
import {
  createAccessKey,
  deleteAccessKey,
  disableAccessKey,
  enableAccessKey,
} from '@/lib/access-keys/writes'
import { action } from '@/request/action'

const MANAGE = { permission: 'access_keys.manage' } as const

/** Creates an access key; its secret is in the answer, and can't be read again. */
export const createAccessKeyAction = action(
  { ...MANAGE, proof: true, input: createAccessKeySchema, attempt: 'access_key.created' },
  createAccessKey,
)

/** Its owner may disable it too. */
export const disableAccessKeyAction = action({ input: oneAccessKeySchema }, (actor, { id }) =>
  disableAccessKey(actor, id),
)

export const enableAccessKeyAction = action(
  { ...MANAGE, proof: true, input: oneAccessKeySchema, attempt: 'access_key.enabled' },
  (actor, { id }) => enableAccessKey(actor, id),
)

export const deleteAccessKeyAction = action(
  { ...MANAGE, input: oneAccessKeySchema, attempt: 'access_key.deleted' },
  (actor, { id }) => deleteAccessKey(actor, id),
)
