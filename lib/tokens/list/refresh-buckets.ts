import 'server-only'
import { db, provider, sql } from '@/lib/db/client'
import { log } from '@/lib/log'
import { expiryBucketEnds } from './buckets.shared'
import { EXPIRY_BUCKET } from './columns'

/** Rows moved in one statement, so that none runs into the time that a statement may take. */
const BATCH = 5_000

/** No more batches are moved for one request; the next one goes on. */
const MOST_BATCHES = 4

let refreshing: Promise<void> | undefined

// Rows that another statement holds are left for the next time, so that this waits for nobody.
const SKIP = provider === 'sqlite' ? sql`` : sql`FOR UPDATE SKIP LOCKED`

/**
 * Moves tokens to the buckets in which they lie by now: those whose expiry has come nearer, and
 * those that were used since. Asked for before lists are read. Requests that come at once share it,
 * and one that can't move anything can still read.
 */
export async function refreshBuckets(now = new Date()): Promise<void> {
  refreshing ??= moveExpired(expiryBucketEnds(now))
    .then(takeUpCounts)
    .catch((error) => log.warn({ err: error }, 'codes could not be moved to their buckets'))
    .then(() => {
      refreshing = undefined
    })
  await refreshing
}

/** Takes up the uses that registrations have counted since. */
async function takeUpCounts(): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const taken = await db.$executeRaw`
      UPDATE "AccessToken" SET "listedCount" = "registeredCount", unlisted = false
      WHERE id IN (SELECT id FROM "AccessToken" WHERE unlisted LIMIT ${BATCH} ${SKIP})`
    if (taken < BATCH) return
  }
}

async function moveExpired([now, first, second]: Date[]): Promise<void> {
  if (!now || !first || !second) return
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const moved = await db.$executeRaw`
      UPDATE "AccessToken" SET ${EXPIRY_BUCKET} =
        CASE WHEN "expiresAt" <= ${now} THEN 0 WHEN "expiresAt" <= ${first} THEN 1 ELSE 2 END
      WHERE id IN (
        SELECT id FROM "AccessToken"
        WHERE (${EXPIRY_BUCKET} = 1 AND "expiresAt" <= ${now})
          OR (${EXPIRY_BUCKET} = 2 AND "expiresAt" <= ${first})
          OR (${EXPIRY_BUCKET} = 3 AND "expiresAt" <= ${second})
        LIMIT ${BATCH} ${SKIP}
      )`
    if (moved < BATCH) return
  }
}

/**
 * Marks tokens whose uses were counted by a version of the console that knew of no list count: one
 * that was still running when this one began. Reads the whole table once.
 */
export async function markMissedCounts(): Promise<void> {
  await db.$executeRaw`
    UPDATE "AccessToken" SET unlisted = true
    WHERE NOT unlisted AND "registeredCount" <> "listedCount"`
}
