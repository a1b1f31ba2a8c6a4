import { once } from 'node:events'
import pino from 'pino'
import { env } from './env'

type Log = { lines: pino.Logger; destination: ReturnType<typeof pino.destination> }

// On globalThis: bundles may hold this module twice, and lines of two writers could run into each
// other.
const shared = globalThis as { activationConsoleLog?: Log }
shared.activationConsoleLog ??= createLog()

/**
 * Structured log, one JSON object a line on standard output. Give it identifiers, never secrets or
 * whole inputs. Lines are written in the background, those of a rush together, and the last ones
 * when the process exits.
 */
export const log: pino.Logger = shared.activationConsoleLog.lines
const { destination } = shared.activationConsoleLog

function createLog(): Log {
  const options = {
    level: env().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  const destination = pino.destination({ sync: false })
  return { lines: pino(options, destination), destination }
}

/** Ends the log; resolves when all lines are written, which is never where nobody reads them. */
export async function endLog(): Promise<void> {
  const closed = once(destination, 'close')
  destination.end()
  await closed
}
