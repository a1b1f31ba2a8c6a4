import 'server-only'
import { db, provider, sql } from './client'

/** Rows moved in one statement, so that none runs into the time that a statement may take. */
const BATCH = 5_000

/**
 * Moves the tokens whose expiry has come nearer to their horizon: nothing, nearly always. Asked for before lists are read.
 * Rows that another statement holds are left for the next time, so that this waits for nobody.
 * @param ends the moments at which the horizons 0, 1 and 2 end
 */
export async function moveHorizons([now, first, second]: Date[]): Promise<void> {
  if (!now || !first || !second) return
  const skip = provider === 'sqlite' ? sql`` : sql`FOR UPDATE SKIP LOCKED`
  for (let moved = BATCH; moved === BATCH; ) {
    moved = await db.$executeRaw`
      UPDATE "AccessToken" SET horizon = CASE WHEN "expiresAt" <= ${now} THEN 0 WHEN "expiresAt" <= ${first} THEN 1 ELSE 2 END
      WHERE id IN (
        SELECT id FROM "AccessToken" WHERE (horizon = 1 AND "expiresAt" <= ${now}) OR (horizon = 2 AND "expiresAt" <= ${first})
          OR (horizon = 3 AND "expiresAt" <= ${second}) LIMIT ${BATCH} ${skip}
      )`
  }
}
