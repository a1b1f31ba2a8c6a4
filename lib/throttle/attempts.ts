import 'server-only'
import { createHash } from 'node:crypto'
import { db, joinSql, type Sql, sql, type Transaction } from '../db/client'
import { inTransaction } from '../db/transaction'
import { turnsOf } from '../db/turns'
import { log } from '../log'
import { type DelayRule, type Failures, waitOf, withAttempt } from './delay'
import { networksOf } from './networks'

export type Throttled = { ok: false; reason: 'throttled'; retryAfterSeconds: number }

/**
 * What attempts are counted of: `sign-in`, `set-up` and `link`, which anyone can try, and
 * `password`, `second-factor` and `rename`, which a person does.
 */
export type ThrottledOperation =
  | 'sign-in'
  | 'set-up'
  | 'link'
  | 'password'
  | 'second-factor'
  | 'rename'

/**
 * Whose attempts. An account can be tried a few times only, from however many addresses; one
 * address may fail more often, and waits less, since a whole office may sit behind it; so may the
 * site around an IPv6 network.
 */
const RULES = {
  account: { free: 10, longest: 300 },
  address: { free: 30, longest: 60 },
  site: { free: 50, longest: 60 },
} as const satisfies Record<string, DelayRule>

type Kind = keyof typeof RULES
type Counter = { key: string; kind: Kind }

/** Attempts that are counted at once. */
const inTurn = turnsOf(2)

/** One in so many attempts clears away the counters that are forgotten. */
const CLEAR_EVERY = 50

/** The counters of an attempt, in the order of their keys, in which they are locked everywhere. */
function countersOf(operation: ThrottledOperation, { account, ip }: Attempt): Counter[] {
  const [network, site] = ip === undefined ? [] : networksOf(ip)
  const named: [Kind, string | undefined][] = [
    ['account', account],
    ['address', network],
    ['site', site],
  ]
  const counters = named.flatMap(([kind, name]) =>
    name === undefined ? [] : [{ kind, key: `${operation} ${kind} ${digest(name)}` }],
  )
  return counters.sort((a, b) => (a.key < b.key ? -1 : 1))
}

// Whatever somebody typed, or sent as an address: the key is short, and tells nothing of it.
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/**
 * Of whom an attempt is counted: the account that is tried (an email or a person's ID), the
 * client's address, or both.
 */
export type Attempt = { account?: string; ip?: string }

/**
 * Counts an attempt before it is carried out, so that attempts made at once all count. Kept in the
 * database, for all instances. One that is held up is not looked at, and does not count. Give those
 * that were right back with {@link forgiveAttempt}.
 * @returns `throttled` with the seconds to wait: after 10 failures of an account, 30 of an address
 *   and 50 of an IPv6 /48 each further one is delayed, twice as long each time, up to 5 minutes and
 *   1 minute
 */
export async function countAttempt(
  operation: ThrottledOperation,
  attempt: Attempt,
  now = new Date(),
): Promise<{ ok: true } | Throttled> {
  const counters = countersOf(operation, attempt)
  const count = async (transaction: Transaction) => {
    const found = await hold(transaction, counters, now)
    const wait = Math.max(...counters.map(({ key }) => waitOf(found.get(key) ?? NONE, now)))
    if (wait > 0) return wait
    for (const { key, kind } of counters)
      await transaction.throttle.update({
        where: { key },
        data: withAttempt(found.get(key), RULES[kind], now),
        select: { key: true },
      })
    return 0
  }
  const retryAfterSeconds = await inTurn(() => inTransaction(count))
  if (Math.random() * CLEAR_EVERY < 1) await clear(now)
  return retryAfterSeconds > 0
    ? { ok: false, reason: 'throttled', retryAfterSeconds }
    : { ok: true }
}

/** Housekeeping, which must not cost an attempt its answer. */
async function clear(now: Date): Promise<void> {
  await db.throttle
    .deleteMany({ where: { expire: { lt: now } } })
    .catch((error) => log.warn({ err: error }, 'forgotten attempts could not be cleared away'))
}

const NONE: Failures = { points: 0, blockedUntil: null, expire: null }

/**
 * Makes the counters that are not there yet, and holds all of them to the end of the transaction.
 */
async function hold(
  transaction: Transaction,
  counters: Counter[],
  now: Date,
): Promise<Map<string, Failures>> {
  const rows = counters.map(({ key }): Sql => sql`(${key}, 0, ${now})`)
  await transaction.$executeRaw(
    sql`INSERT INTO "Throttle" (key, points, expire) VALUES ${joinSql(rows)} ON CONFLICT (key) DO
       UPDATE SET key = excluded.key`,
  )
  const found = await transaction.throttle.findMany({
    where: { key: { in: counters.map(({ key }) => key) } },
  })
  return new Map(found.map(({ key, ...failures }) => [key, failures]))
}

/**
 * Takes back an attempt that turned out right: only wrong ones count, and only they make others
 * wait. The account starts over; its owner was there.
 */
export async function forgiveAttempt(
  operation: ThrottledOperation,
  attempt: Attempt,
): Promise<void> {
  for (const { key, kind } of countersOf(operation, attempt)) {
    if (kind === 'account') await db.throttle.deleteMany({ where: { key } })
    else {
      const data = { points: { decrement: 1 }, blockedUntil: null }
      await db.throttle.updateMany({ where: { key, points: { gt: 0 } }, data })
    }
  }
}
