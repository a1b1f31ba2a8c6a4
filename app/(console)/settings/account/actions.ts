'use server'

import { refresh } from 'next/cache'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { invalid } from '@/lib/answer'
import { sessionCookieName } from '@/lib/auth/auth'
import { changePasswordSchema, renameSchema, sessionIdSchema } from '@/lib/auth/schema'
import { changePassword, endOtherSessions, endSession, renameSelf } from '@/lib/auth/writes'
import { asActor, beginAction } from '@/request/boundary'

export async function renameAction(fields: unknown) {
  return asActor(async (actor) => {
    const input = renameSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const result = await renameSelf(actor, input.data.name)
    refresh()
    return result
  })
}

export async function changePasswordAction(fields: unknown) {
  return asActor(async (actor, sessionId) => {
    const input = changePasswordSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const result = await changePassword(actor, sessionId, input.data)
    refresh()
    return result
  })
}

export async function endSessionAction(id: unknown) {
  return asActor(async (actor) => {
    const input = sessionIdSchema.safeParse(id)
    if (!input.success) return invalid(input.error)
    const result = await endSession(actor, input.data)
    refresh()
    return result
  })
}

export async function endOtherSessionsAction() {
  return asActor(async (actor, sessionId) => {
    const result = await endOtherSessions(actor, sessionId)
    refresh()
    return result
  })
}

/**
 * Ends this session. Throws when the database is away: then the person is still signed in, and must
 * be told.
 */
export async function signOutAction(): Promise<void> {
  const visit = await beginAction()
  if (visit) await endSession(visit.actor, visit.sessionId)
  const jar = await cookies()
  jar.delete(await sessionCookieName())
  redirect('/sign-in')
}
