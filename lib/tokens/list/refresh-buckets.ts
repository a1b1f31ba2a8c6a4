import 'server-only'
import { db, provider, sql } from '@/lib/db/client'
import { log } from '@/lib/log'

/** Rows moved in one statement, so that none runs into the time that a statement may take. */
const BATCH = 5_000

/** No more batches are moved for one request; the next one goes on. */
const MOST_BATCHES = 4

let freshening: Promise<void> | undefined

// Rows that another statement holds are left for the next time, so that this waits for nobody.
const SKIP = provider === 'sqlite' ? sql`` : sql`FOR UPDATE SKIP LOCKED`

/**
 * Brings the tokens to the shelves on which they lie by now: those whose expiry has come nearer,
 * and those that were used since. Asked for before lists are read. Requests that come at once share
 * it, and one that can't move anything can still read.
 * @param ends the moments at which the horizons 0, 1 and 2 end
 */
export async function freshenShelves(ends: Date[]): Promise<void> {
  freshening ??= moveHorizons(ends)
    .then(listUses)
    .catch((error) => log.warn({ err: error }, 'codes could not be moved to their shelves'))
    .then(() => {
      freshening = undefined
    })
  await freshening
}

/** Takes up the uses that registrations have counted since. */
async function listUses(): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const taken = await db.$executeRaw`
      UPDATE "AccessToken" SET "listedCount" = "registeredCount", unlisted = false
      WHERE id IN (SELECT id FROM "AccessToken" WHERE unlisted LIMIT ${BATCH} ${SKIP})`
    if (taken < BATCH) return
  }
}

async function moveHorizons([now, first, second]: Date[]): Promise<void> {
  if (!now || !first || !second) return
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const moved = await db.$executeRaw`
      UPDATE "AccessToken" SET horizon = CASE WHEN "expiresAt" <= ${now} THEN 0 WHEN "expiresAt" <= ${first} THEN 1 ELSE 2 END
      WHERE id IN (
        SELECT id FROM "AccessToken" WHERE (horizon = 1 AND "expiresAt" <= ${now}) OR (horizon = 2 AND "expiresAt" <= ${first})
          OR (horizon = 3 AND "expiresAt" <= ${second}) LIMIT ${BATCH} ${SKIP}
      )`
    if (moved < BATCH) return
  }
}

/**
 * Marks tokens whose uses were counted by a version of the console that knew of no list count: one
 * that was still running when this one began. Reads the whole table once.
 */
export async function findUnlisted(): Promise<void> {
  await db.$executeRaw`
    UPDATE "AccessToken" SET unlisted = true WHERE NOT unlisted AND "registeredCount" <> "listedCount"`
}
