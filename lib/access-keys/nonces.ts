import 'server-only'
import { db } from '../db/client'
import { isUniqueViolation } from '../db/errors/violation'
import { log } from '../log'
import { MILLISECONDS_A_DAY } from '../time.shared'

/** One in so many calls clears away the nonces that can't be sent again any more. */
const CLEAR_EVERY = 50

/** The clocks of instances are no further apart than this. */
const CLOCKS_APART_MILLISECONDS = MILLISECONDS_A_DAY

/**
 * Claims a nonce for one call of an access key: of copies sent at once, over however many
 * instances, one gets it.
 * @param expiresAt from when on the call could not be sent again
 * @returns whether nobody had claimed it before
 */
export async function claimNonce(
  accessKeyId: string,
  nonce: string,
  expiresAt: Date,
): Promise<boolean> {
  try {
    await db.smcNonce.create({ data: { accessKeyId, nonce, expiresAt }, select: { nonce: true } })
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
  if (Math.random() * CLEAR_EVERY < 1) await clearNonces(new Date())
  return true
}

/** Housekeeping, which must not cost a call its answer. */
async function clearNonces(now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - CLOCKS_APART_MILLISECONDS)
  await db.smcNonce
    .deleteMany({ where: { expiresAt: { lt: longAgo } } })
    .catch((error) => log.warn({ err: error }, 'nonces could not be cleared away'))
}
