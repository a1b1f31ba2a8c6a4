'use server'

import * as z from 'zod/mini'
import { oneSessionSchema } from '@/lib/auth/schema.shared'
import { idSchema } from '@/lib/ids.shared'
import {
  activate,
  changeRole,
  deactivate,
  endSessionsOf,
  makeResetLink,
  resetSecondFactor,
} from '@/lib/people/change'
import { invite, renewInvitation, withdrawInvitation } from '@/lib/people/invite'
import {
  changeRoleSchema,
  inviteSchema,
  onePersonSchema,
  personIdSchema,
} from '@/lib/people/schema.shared'
import { dismissTiding } from '@/lib/people/tidings'
import { action } from '@/request/action'
import { withAddress } from '@/request/link'

const MANAGE = { permission: 'people.manage', proof: true } as const

/** Invites somebody; the link is in the answer, and can't be read again. */
export const inviteAction = action(
  { ...MANAGE, input: inviteSchema, attempt: 'person.invited' },
  async (actor, input) => withAddress(await invite(actor, input), input),
)

export const renewInvitationAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'person.invitation_renewed' },
  async (actor, { id }) => withAddress(await renewInvitation(actor, id), { id }),
)

export const withdrawInvitationAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'person.invitation_withdrawn' },
  (actor, { id }) => withdrawInvitation(actor, id),
)

export const changeRoleAction = action(
  { ...MANAGE, input: changeRoleSchema, attempt: 'person.role_changed' },
  (actor, { id, role }) => changeRole(actor, id, role),
)

export const deactivateAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'person.deactivated' },
  (actor, { id }) => deactivate(actor, id),
)

export const activateAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'person.activated' },
  (actor, { id }) => activate(actor, id),
)

/** Makes a link with which somebody chooses a new password; it can't be read again. */
export const resetPasswordAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'person.password_reset' },
  async (actor, { id }) => withAddress(await makeResetLink(actor, id), { id }),
)

export const resetSecondFactorAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'second_factor.reset' },
  (actor, { id }) => resetSecondFactor(actor, id),
)

const onePersonsSessionSchema = z.extend(oneSessionSchema, { personId: personIdSchema })

export const endSessionOfAction = action(
  { ...MANAGE, input: onePersonsSessionSchema, attempt: 'person.sessions_ended' },
  (actor, { personId, id }) => endSessionsOf(actor, personId, id),
)

export const endSessionsOfAction = action(
  { ...MANAGE, input: onePersonSchema, attempt: 'person.sessions_ended' },
  (actor, { id }) => endSessionsOf(actor, id),
)

const oneTidingSchema = z.object({ id: idSchema('ti') })

/** What somebody was told is told once. */
export const dismissTidingAction = action({ input: oneTidingSchema }, (actor, { id }) =>
  dismissTiding(actor, id),
)
