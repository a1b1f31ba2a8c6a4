import { sessionCookieName } from '@/lib/auth/auth'
import { endSession } from '@/lib/auth/writes'
import { currentVisit } from '@/request/gates'
import { openDoor } from '@/request/visitor-answer'

/**
 * Signs out from pages that are older than the console. Only JSON is taken, which no other site can
 * send.
 */
export async function POST(request: Request) {
  return openDoor(request, async () => {
    const visit = await currentVisit()
    if (visit) await endSession(visit.actor, visit.sessionId)
    return { ok: true, cookies: [`${await sessionCookieName()}=; Max-Age=0; Path=/`] }
  })
}
