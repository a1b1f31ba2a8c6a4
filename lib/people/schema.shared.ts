import * as z from 'zod/mini'
import { ROLES, type Role } from '../actors/permissions.shared'
import type { Changes } from '../audit/schema.shared'
import { emailSchema } from '../text/email.shared'
import { nameSchema } from '../text/name.shared'

/** What a person is called. */
export const personName = nameSchema(80)

const FIELDS_MISSING = 'The fields of the form are missing.'
const RELOAD = 'Reload the page and try again.'

const roleSchema = z.enum(ROLES, 'Choose a role.')

/** ID of a person; older ones are longer than others. */
export const personIdSchema = z
  .string('Reload the page and try again.')
  .check(z.regex(/^p-[a-z0-9]{1,40}$/, RELOAD))

export const renameSchema = z.object({ name: personName }, FIELDS_MISSING)

export const inviteSchema = z.object(
  { name: personName, email: emailSchema, role: roleSchema },
  FIELDS_MISSING,
)

export const onePersonSchema = z.object({ id: personIdSchema }, RELOAD)

export const changeRoleSchema = z.object({ id: personIdSchema, role: roleSchema }, RELOAD)

export type InviteInput = z.output<typeof inviteSchema>

/**
 * Whether somebody was invited and has not come in, may sign in, or may not any more. Computed when
 * read.
 */
export const PERSON_STATES = ['invited', 'active', 'deactivated'] as const
export type PersonState = (typeof PERSON_STATES)[number]

/** The state of a person, from what their row holds. */
export function stateOf(person: {
  invitedAt: Date | null
  deactivatedAt: Date | null
}): PersonState {
  if (person.deactivatedAt) return 'deactivated'
  return person.invitedAt ? 'invited' : 'active'
}

/** A person, as administrators see them. */
export type PersonSummary = {
  id: string
  name: string
  email: string
  role: Role
  state: PersonState
  /** How they may sign in. */
  password: boolean
  provider: boolean
  secondFactor: boolean
  createdAt: Date
  lastSignInAt: Date | null
  /** The link with which they may choose a password, as long as it is open. */
  link: { kind: LinkKind; expiresAt: Date } | null
}

/** What a one-time link is for: to come in, or to choose a new password. */
export type LinkKind = 'invitation' | 'reset'

/** So long a one-time link is open. */
export const LINK_HOURS = 72

/**
 * A one-time link that was just made: its token is known to whoever made it, and to nobody else.
 */
export type NewLink = { kind: LinkKind; token: string; expiresAt: Date }

/** What others did that concerns somebody. */
export type Tiding = { id: string; action: string; by: string; changes: Changes; at: Date }

/** A one-time link as it is shown, once: its address, and whether it was mailed too. */
export type ShownLink = Omit<NewLink, 'token'> & { address: string; mailed: boolean }

/** What nobody may take away: the last who manages people, or who can come in at all. */
export type LastOne = 'last_administrator' | 'last_for_emergencies'

/** Why something was not done to a person. */
export type PersonError = {
  ok: false
  reason:
    | 'unknown_person'
    | 'yourself'
    | 'deactivated'
    | 'not_active'
    | 'no_second_factor'
    | LastOne
}

export type PersonResult<Done = object> = ({ ok: true } & Done) | PersonError
