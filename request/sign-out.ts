import 'server-only'
import { sessionCookieName } from '@/lib/auth/library/library'
import { endSession } from '@/lib/auth/sessions/writes'
import { anySession } from './session'

/**
 * Ends the session that a request comes with, if there is one.
 * @returns the name of the cookie that held it
 */
export async function endCurrentSession(): Promise<string> {
  const session = await anySession()
  if (session) await endSession(session.actor, session.sessionId)
  return sessionCookieName()
}
