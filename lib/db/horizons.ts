import 'server-only'
import { log } from '../log'
import { db, provider, sql } from './client'

/** Rows moved in one statement, so that none runs into the time that a statement may take. */
const BATCH = 5_000

/** No more batches are moved for one request; the next one goes on. */
const MOST_BATCHES = 4

let moving: Promise<void> | undefined

/**
 * Moves the tokens whose expiry has come nearer to their horizon: nothing, nearly always. Asked for before lists are read.
 * Requests that come at once share it, and one that can't move anything can still read.
 * @param ends the moments at which the horizons 0, 1 and 2 end
 */
export async function moveHorizons(ends: Date[]): Promise<void> {
  moving ??= move(ends)
    .catch((error) => log.warn({ err: error }, 'codes could not be moved to their horizons'))
    .finally(() => {
      moving = undefined
    })
  await moving
}

async function move([now, first, second]: Date[]): Promise<void> {
  if (!now || !first || !second) return
  // Rows that another statement holds are left for the next time, so that this waits for nobody.
  const skip = provider === 'sqlite' ? sql`` : sql`FOR UPDATE SKIP LOCKED`
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const moved = await db.$executeRaw`
      UPDATE "AccessToken" SET horizon = CASE WHEN "expiresAt" <= ${now} THEN 0 WHEN "expiresAt" <= ${first} THEN 1 ELSE 2 END
      WHERE id IN (
        SELECT id FROM "AccessToken" WHERE (horizon = 1 AND "expiresAt" <= ${now}) OR (horizon = 2 AND "expiresAt" <= ${first})
          OR (horizon = 3 AND "expiresAt" <= ${second}) LIMIT ${BATCH} ${skip}
      )`
    if (moved < BATCH) return
  }
}
