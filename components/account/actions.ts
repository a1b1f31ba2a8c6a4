'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import * as z from 'zod/mini'
import { changePassword } from '@/lib/auth/account/change-password'
import { providerLabel } from '@/lib/auth/provider/configuration'
import { changePasswordSchema, oneSessionSchema } from '@/lib/auth/schema.shared'
import { endOtherSessions, endSession } from '@/lib/auth/sessions/writes'
import { renameSchema } from '@/lib/people/schema.shared'
import { renameSelf } from '@/lib/people/writes'
import { action, beginAction } from '@/request/action'
import { endCurrentSession } from '@/request/sign-out'

export const renameAction = action({ input: renameSchema }, (actor, { name }) =>
  renameSelf(actor, name),
)

export const changePasswordAction = action(
  { input: changePasswordSchema },
  (actor, input, { sessionId }) => changePassword(actor, sessionId, input),
)

export const endSessionAction = action({ input: oneSessionSchema }, (actor, { id }) =>
  endSession(actor, id),
)

export const endOtherSessionsAction = action({ input: z.undefined() }, (actor, _, { sessionId }) =>
  endOtherSessions(actor, sessionId),
)

/** Whether the person may join their account to single sign-on: they have proven who they are. */
export const mayJoinAction = action(
  { input: z.undefined(), proof: true, refreshAfter: () => false },
  async () => ({ ok: true as const }),
)

/**
 * Ends this session. Throws when the database is away: then the person is still signed in, and must
 * be told.
 */
export async function signOutAction(): Promise<void> {
  await beginAction()
  const cookie = await endCurrentSession()
  const jar = await cookies()
  jar.delete(cookie)
  redirect(providerLabel() ? '/sign-in?left=' : '/sign-in')
}
