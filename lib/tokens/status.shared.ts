/** Every status of a token. */
export const STATUSES = ['active', 'disabled', 'expired', 'exhausted'] as const
export type TokenStatus = (typeof STATUSES)[number]

type Limits = { count: number; registeredCount: number; expiresAt: Date; disabledAt: Date | null }

/**
 * Status of a token at a moment, computed and never stored: disabled, else expired, else used up,
 * else active.
 */
export function statusOf(token: Limits, now: Date): TokenStatus {
  if (token.disabledAt) return 'disabled'
  if (token.expiresAt <= now) return 'expired'
  if (token.registeredCount >= token.count) return 'exhausted'
  return 'active'
}
