// What a start changes in the checkout, it changes alone: two first starts at once wait for each
// other.
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isRunning } from '../lib/instances/is-running.mjs'

const LOCK = '.starting'
const AGAIN_MILLISECONDS = 500

/** No start takes so long: its number has another process by now. */
const MOST_MILLISECONDS = 1_800_000

/**
 * Runs some work while no other start runs such.
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  let isTold = false
  while (!take()) {
    if (!isTold) process.stdout.write('… Waiting for another start to end\n')
    isTold = true
    await pause(AGAIN_MILLISECONDS)
  }
  const give = () => rmSync(LOCK, { force: true })
  process.once('exit', give)
  try {
    await work()
  } finally {
    process.off('exit', give)
    give()
  }
}

/**
 * Whether the lock is ours now. It names its process: that of one which was killed is taken away.
 */
function take() {
  const own = `${LOCK}-${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, LOCK)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    removeStale()
    return false
  } finally {
    rmSync(own)
  }
}

/** @param {string} lock */
function isHeld(lock) {
  const pid = Number(readFileSync(lock, 'utf8'))
  return (
    pid !== process.pid && isRunning(pid) && Date.now() - statSync(lock).mtimeMs < MOST_MILLISECONDS
  )
}

function removeStale() {
  const taken = `${LOCK}-stale-${process.pid}`
  try {
    if (isHeld(LOCK)) return
    renameSync(LOCK, taken)
    // Another one may have been faster, and its lock be the one that was moved.
    if (isHeld(taken)) linkSync(taken, LOCK)
    rmSync(taken)
  } catch {
    // It was given back in the meantime.
  }
}
