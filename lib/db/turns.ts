import 'server-only'
import { Semaphore, withTimeout } from 'async-mutex'
import { DatabaseUnavailableError } from './errors/outage'

/** How long something may wait for its turn before its client is told to come again. */
const PATIENCE_MILLISECONDS = 30_000

/**
 * Lets only so many pieces of work use the database at once; the others wait here, and not with one
 * of its connections. For what may come in a rush and then waits for one row: everybody else must
 * find a connection. All of these together leave some of the ten that the models' client usually
 * has.
 */
export function turnsOf(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const gate = withTimeout(
    new Semaphore(atOnce),
    PATIENCE_MILLISECONDS,
    new DatabaseUnavailableError('too many wait for their turn'),
  )
  return (work) => gate.runExclusive(work)
}
