import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { nobodyAt, recordRefused } from '@/lib/audit/writes'
import { consoleSecret } from '@/lib/env'
import { countAttempt, type Throttled } from '@/lib/throttle/attempts'
import { isSetUp } from './first-administrator'

/**
 * Token of the set-up link. Derived from the secret, so that all instances print the same and none
 * has to store it.
 */
export function setUpToken(): string {
  return createHmac('sha256', consoleSecret()).update('set-up').digest('base64url')
}

function isSetUpToken(token: string): boolean {
  const [given, right] = [token, setUpToken()].map((text) =>
    createHmac('sha256', 'compare').update(text).digest(),
  )
  return given !== undefined && right !== undefined && timingSafeEqual(given, right)
}

/**
 * Whether a visitor may make the first administrator: the console has none yet, and they hold the
 * printed token. Wrong tokens count as attempts of their address.
 */
export async function checkSetUp(
  token: unknown,
  ip: string,
): Promise<{ ok: true } | { ok: false; reason: 'set_up_already' | 'wrong_token' } | Throttled> {
  if (await isSetUp()) return { ok: false, reason: 'set_up_already' }
  if (typeof token === 'string' && isSetUpToken(token)) return { ok: true }
  const attempt = await countAttempt('set-up', { ip })
  await recordRefused(nobodyAt(ip), 'console.set_up_refused', '')
  return attempt.ok ? { ok: false, reason: 'wrong_token' } : attempt
}
