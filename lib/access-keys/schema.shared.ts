import * as z from 'zod/mini'
import { ROLES, type Role } from '../actors/permissions.shared'
import { idSchema } from '../ids.shared'
import { nameSchema } from '../text/name.shared'

const DAYS_RULE = 'Enter a whole number of days from 1 to 730.'

/** What an administrator says of a new access key. */
export const createAccessKeySchema = z.object(
  {
    name: nameSchema(64),
    role: z.enum(ROLES, 'Choose a role.'),
    /** So long it may call; the owner is asked for a new one then. */
    days: z.pipe(
      z
        .string(DAYS_RULE)
        .check(z.trim(), z.regex(/^([1-9]\d?|[1-6]\d\d|7[0-2]\d|730)$/, DAYS_RULE)),
      z.transform(Number),
    ),
    networks: z._default(z.string().check(z.maxLength(4_000, 'At most 4,000 characters.')), ''),
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
  /** What it was made for, and what it may do: no more than its owner may. */
  role: Role
  effectiveRole: Role
  ownerId: string
  owner: string
  createdAt: Date
  lastUsedAt: Date | null
  disabled: boolean
  expiresAt: Date | null
  /** From where it may call; from anywhere where there is none. */
  networks: string[]
  /** Whether it may call at all. */
  status: AccessKeyStatus
}

/** Computed when read: disabled, else its owner is deactivated, else expired, else active. */
export type AccessKeyStatus = 'active' | 'disabled' | 'owner_deactivated' | 'expired'

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
