import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { log } from '@/lib/log'
import { codesOf } from './outage'

/** Not built, like the thread of SQLite. */
const WORKER = join('lib', 'db', 'sqlite', 'check.mjs')

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/
const FULL = /^(SQLITE_FULL|53100)$/

/**
 * How long what could not be written for want of room counts against the console: small rows may
 * still find some.
 */
const FULL_MILLISECONDS = 10_000

type Condition = { isDamaged: boolean; fullUntil: number }

// On globalThis: bundles may hold this module twice.
const shared = globalThis as { activationConsoleCondition?: Condition }
shared.activationConsoleCondition ??= { isDamaged: false, fullUntil: 0 }
const known = shared.activationConsoleCondition

/**
 * What is wrong with the database though it answers: its file was found damaged since the start, or
 * its disk full just now.
 */
export function condition(): 'damaged' | 'full' | undefined {
  if (known.isDamaged) return 'damaged'
  return performance.now() < known.fullUntil ? 'full' : undefined
}

/** Remembers what an error of the database says about its condition. */
export function noteCondition(error: unknown): void {
  for (const code of codesOf(error)) {
    if (DAMAGED.test(code)) setDamaged(code)
    if (FULL.test(code)) known.fullUntil = performance.now() + FULL_MILLISECONDS
  }
}

/**
 * Looks through the whole file of SQLite, beside everything else; what is found is logged, and
 * remembered.
 */
export function lookForDamage(path: string): void {
  const worker = new Worker(join(process.cwd(), WORKER), { workerData: { path } })
  worker.unref()
  worker.once('message', (found: unknown) => found !== 'ok' && setDamaged(String(found)))
  worker.once('error', noteCondition)
}

function setDamaged(reason: string): void {
  if (known.isDamaged) return
  known.isDamaged = true
  log.error({ reason }, 'the file of SQLite is damaged: stop the console and restore a backup')
}
