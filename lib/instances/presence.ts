import 'server-only'
import { hostname } from 'node:os'
import { inBulk } from '../db/bulk/bulk'
import { db, provider } from '../db/client'
import { DatabaseUnavailableError } from '../db/errors/outage'
import { consoleSecret } from '../env'
import { newId } from '../ids'
import { secretKeyOf } from '../secrets/box'
import { build } from './build'
import { isRunning } from './is-running.mjs'
import { type Instance, type Remark, remarksOn } from './remarks'

/** Whoever was not seen for so long is gone, and its row with it. */
const GONE_MILLISECONDS = 60_000

/** How long to wait for the answer of a database, and for how long it holds. */
const PATIENCE_MILLISECONDS = 2_000
const KEPT_MILLISECONDS = 1_000

const self: Instance = {
  id: newId('in'),
  host: hostname(),
  pid: process.pid,
  build: build(),
  secretKeyId: secretKeyOf(consoleSecret()).id,
}
const startedAt = new Date()

let hasLeft = false
let kept: { written: Promise<void>; until: number } | undefined

/**
 * Writes that this instance is there: it can read and write then. Whoever asks within a second, or
 * while it is being written, gets the same answer.
 * @throws DatabaseUnavailableError where it took more than 2 seconds, or what the database said
 */
export async function showPresence(): Promise<void> {
  const now = performance.now()
  if (!kept || now > kept.until) {
    const written = writePresence()
    // One that hangs is not waited for by everybody who comes: the database may be back, by another
    // connection.
    kept = { written, until: now + 2 * PATIENCE_MILLISECONDS }
    const current = kept
    const keep = (milliseconds: number) => () => {
      current.until = performance.now() + milliseconds
    }
    // That it is away holds for nobody else: it may be back.
    written.then(keep(KEPT_MILLISECONDS), keep(-1))
  }
  await withinPatience(kept.written)
}

async function writePresence(): Promise<void> {
  if (hasLeft) return
  const { id, host, pid, secretKeyId } = self
  await inBulk((bulk) =>
    bulk.write(
      `INSERT INTO "Instance" (id, host, pid, build, "secretKeyId", "startedAt", "seenAt") VALUES
        ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET "seenAt" = excluded."seenAt"`,
      [id, host, pid, self.build, secretKeyId, startedAt, new Date()],
    ),
  )
}

async function withinPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseUnavailableError('the database does not answer')),
      PATIENCE_MILLISECONDS,
    )
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * What an operator should know of the other instances on this database; those that are long gone
 * are forgotten.
 */
export async function remarkOnOthers(): Promise<Remark[]> {
  const longAgo = new Date(Date.now() - GONE_MILLISECONDS)
  await db.instance.deleteMany({ where: { seenAt: { lt: longAgo } } })
  const others = await db.instance.findMany({
    where: { id: { not: self.id } },
    orderBy: { id: 'asc' },
    take: 100,
    select: { id: true, host: true, pid: true, build: true, secretKeyId: true },
  })
  return remarksOn(self, others.filter(isThere), provider)
}

/**
 * Whether it still runs: on this machine, where its process is there; of another one that is known
 * by its being seen.
 */
function isThere({ host, pid }: Instance): boolean {
  return host !== self.host || (pid !== process.pid && isRunning(pid))
}

/** Takes this instance off the list, when it stops; it does not come back. */
export async function leave(): Promise<void> {
  hasLeft = true
  await kept?.written.catch(() => {})
  await db.instance.deleteMany({ where: { id: self.id } })
}
