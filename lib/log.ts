import pino from 'pino'
import { env } from './env'

// On globalThis: bundles may hold this module twice, and lines of two writers could run into each other.
const shared = globalThis as { activationConsoleLog?: pino.Logger }

/**
 * Structured log, one JSON object a line on standard output. Give it identifiers, never secrets or whole inputs. Lines are
 * written in the background, those of a rush together, and the last ones when the process exits.
 */
export const log: pino.Logger = shared.activationConsoleLog ?? createLog()
shared.activationConsoleLog = log

function createLog(): pino.Logger {
  const options = { level: env().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }
  return pino(options, pino.destination({ sync: false }))
}

/** Resolves when all lines are written; never where nobody reads them. */
export function flushLog(): Promise<void> {
  return new Promise((resolve) => log.flush(() => resolve()))
}
