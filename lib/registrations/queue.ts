import 'server-only'
import { DatabaseUnavailableError, isOutage } from '../db/errors/outage'
import { isContention, isHeld } from '../db/errors/violation'
import { writeBatch } from './batch'
import type { Attempt, Outcome } from './batch-plan'
import { batchSize, waitSeconds } from './metrics'

/** Attempts that one transaction takes. */
const MOST_IN_A_BATCH = 256

/** Attempts that wait at once; whoever comes beyond them is told to come again. */
const MOST_WAITING = 4_000

/**
 * Batches under way at once, and beside them codes that somebody else holds, each waiting alone.
 */
const BATCHES = 2
const LANES = 3

/**
 * So many must wait before a second batch is begun beside one that is under way: two small ones
 * cost more than one.
 */
const ENOUGH = 32

/** How often to try again what another instance overtook. */
const TRIES = 5

/**
 * Attempts of a batch that may wait in vain for what somebody holds, before the rest is told to
 * come again.
 */
const MOST_HELD_UP = 3

type Waiting = {
  attempt: Attempt
  since: number
  resolve: (outcome: Outcome | undefined) => void
  reject: (error: unknown) => void
}

let waiting: Waiting[] = []
/** Attempts for which another transaction holds something, in the order in which they came. */
let delayed: Waiting[] = []
/**
 * Codes that a batch or a lane is busy with: what comes for them waits for the next, and is written
 * together.
 */
const busy = new Set<string>()
const underWay = { batches: 0, lanes: 0 }

/**
 * Registers a machine, together with all that wait at the same moment: a transaction that is under
 * way is waited for, and the next one takes everybody. Nobody is answered before what they caused
 * is written.
 * @returns `undefined` when no token has this code
 * @throws DatabaseUnavailableError when very many wait; nothing is written then
 */
export function register(attempt: Attempt): Promise<Outcome | undefined> {
  if (waiting.length + delayed.length >= MOST_WAITING)
    return Promise.reject(new DatabaseUnavailableError('very many registrations wait'))
  return new Promise((resolve, reject) => {
    waiting.push({ attempt, since: performance.now(), resolve, reject })
    pumpSoon()
  })
}

let isPumpComing = false

/** What arrives in the same moment goes together. */
function pumpSoon(): void {
  if (isPumpComing) return
  isPumpComing = true
  setImmediate(() => {
    isPumpComing = false
    pump()
  })
}

function pump(): void {
  while (underWay.batches < BATCHES && (underWay.batches === 0 || waiting.length >= ENOUGH)) {
    const batch = take()
    if (batch.length === 0) return
    underWay.batches += 1
    void run(batch, 'skip').finally(() => {
      underWay.batches -= 1
      pump()
    })
  }
}

/** The first of those that wait, but for the codes that somebody is busy with. */
function take(): Waiting[] {
  const batch: Waiting[] = []
  const rest: Waiting[] = []
  for (const one of waiting) {
    const isFree = batch.length < MOST_IN_A_BATCH && !busy.has(one.attempt.codeHash)
    ;(isFree ? batch : rest).push(one)
  }
  waiting = rest
  for (const { attempt } of batch) busy.add(attempt.codeHash)
  return batch
}

function pumpLanes(): void {
  while (underWay.lanes < LANES) {
    const [first] = delayed
    if (!first) return
    const { codeHash } = first.attempt
    const lane = delayed.filter(({ attempt }) => attempt.codeHash === codeHash)
    delayed = delayed.filter(({ attempt }) => attempt.codeHash !== codeHash)
    underWay.lanes += 1
    void run(lane, 'wait').finally(() => {
      underWay.lanes -= 1
      pumpLanes()
      pump()
    })
  }
}

async function run(batch: Waiting[], lock: 'skip' | 'wait'): Promise<void> {
  for (const { since } of batch) waitSeconds.observe((performance.now() - since) / 1_000)
  batchSize.observe(batch.length)
  const held = await settle(batch, lock)
  const stillBusy = new Set(held.map(({ attempt }) => attempt.codeHash))
  for (const { attempt } of batch)
    if (!stillBusy.has(attempt.codeHash)) busy.delete(attempt.codeHash)
  delayed.push(...held)
  pumpLanes()
}

/**
 * Writes a batch and answers everybody in it; where it can't be written, each on its own, so that
 * none spoils the others.
 */
async function settle(batch: Waiting[], lock: 'skip' | 'wait'): Promise<Waiting[]> {
  try {
    const { outcomes, held } = await writeAgain(
      batch.map(({ attempt }) => attempt),
      lock,
    )
    const left = new Set(held)
    for (const { attempt, resolve } of batch) if (!left.has(attempt)) resolve(outcomes.get(attempt))
    return batch.filter(({ attempt }) => left.has(attempt))
  } catch (error) {
    if (batch.length === 1 || (isOutage(error) && !isHeld(error))) {
      for (const { reject } of batch) reject(error)
      return []
    }
    return settleEach(batch, lock)
  }
}

/**
 * One by one, until the database is away or much is held: the rest would only wait for the same.
 */
async function settleEach(batch: Waiting[], lock: 'skip' | 'wait'): Promise<Waiting[]> {
  const held: Waiting[] = []
  let heldUp = 0
  let outage: unknown
  for (const one of batch) {
    if (outage) {
      one.reject(outage)
      continue
    }
    const { attempt, resolve, reject } = one
    try {
      const result = await writeAgain([attempt], lock)
      if (result.held.length > 0) held.push(one)
      else resolve(result.outcomes.get(attempt))
    } catch (error) {
      reject(error)
      if (isHeld(error)) heldUp += 1
      if (isOutage(error) && (!isHeld(error) || heldUp === MOST_HELD_UP)) outage = error
    }
  }
  return held
}

async function writeAgain(attempts: Attempt[], lock: 'skip' | 'wait') {
  for (let tries = 1; ; tries++) {
    try {
      return await writeBatch(attempts, lock)
    } catch (error) {
      // A slot of the day's count may be held: another one is drawn.
      const most = isContention(error) ? TRIES : lock === 'skip' && isHeld(error) ? 2 : 1
      if (tries >= most) throw error
    }
  }
}
