import * as z from 'zod/mini'
import { ROLES, type Role } from '../actors/permissions.shared'
import { idSchema } from '../ids.shared'
import { visible } from '../text/visible-text.shared'

const NAME_RULE = 'Name must have 1 to 64 characters.'

/** What an administrator says of a new access key. */
export const createAccessKeySchema = z.object(
  {
    name: z
      .string(NAME_RULE)
      .check(
        z.trim(),
        z.minLength(1, 'Enter a name.'),
        z.maxLength(64, NAME_RULE),
        visible('Name', 'line'),
      ),
    role: z.enum(ROLES, 'Choose a role.'),
    ownerId: z.string('Choose an owner.').check(z.regex(/^p-[a-z0-9]{1,40}$/, 'Choose an owner.')),
  },
  'The fields of the form are missing.',
)

export type CreateAccessKeyInput = z.output<typeof createAccessKeySchema>

/** ID of an access key: the `AccessKeyId` of the SMC API. */
export const accessKeyIdSchema = idSchema('ak')

/** One access key, by its ID. */
export const oneAccessKeySchema = z.object(
  { id: accessKeyIdSchema },
  'Reload the page and try again.',
)

/** What is shown of an access key. Holds nothing of its secret. */
export type AccessKeySummary = {
  id: string
  name: string
  role: Role
  ownerId: string
  owner: string
  createdAt: Date
  lastUsedAt: Date | null
  disabled: boolean
}

/** An access key together with its secret in clear: the one answer that carries it. */
export type CreatedAccessKey = { key: AccessKeySummary; secret: string }

/**
 * A call of the SMC API as the log of its access key holds it. `result` is `OK` or the error's
 * code.
 */
export type CallSummary = {
  id: string
  at: Date
  operation: string
  result: string
  ip: string
  requestId: string
}
