import { randomBytes, randomInt } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { expiryBucketOf } from '../lib/tokens/list/buckets.shared'
import { searchColumns } from '../lib/tokens/list/search-columns'
import { storedMoment } from '../test/stored-moment'

const DAY = 86_400_000
const BATCH = 5_000
const COLUMNS = [
  'id',
  'codeHash',
  'name',
  'description',
  'count',
  'registeredCount',
  'expiresAt',
  'disabledAt',
  'createdAt',
  'createdBy',
  'searchText',
  'sortName',
  'horizon',
] as const

const CREATORS = 20

/**
 * A token as two years of use leave them: most have expired, one in twenty is disabled, one in five
 * has no name.
 */
function newRow(
  index: number,
  total: number,
  now: number,
): Record<(typeof COLUMNS)[number], string | number | null> {
  const id = `at-${randomBytes(10).toString('hex')}`
  // Made in the order of their age, as a real table is; a tenth of them still runs.
  const createdAt = new Date(
    now - Math.floor(((total - index) / total) * 730) * DAY - randomInt(DAY),
  )
  const expiresAt = new Date(createdAt.getTime() + (1 + randomInt(90)) * DAY)
  const count = [1, 10, 50, 100, 1000][randomInt(5)] ?? 1
  const registeredCount = Math.min(
    count,
    [0, 1, Math.ceil(count * 0.5), Math.ceil(count * 0.9), count][randomInt(5)] ?? 0,
  )
  const name = index % 5 === 4 ? null : `wave-${Math.floor((index * 100) / total)}:rack-${index}`
  const description = index % 2 === 0 ? `Move of cabinet ${index % 977}` : null
  return {
    id,
    codeHash: randomBytes(32).toString('hex'),
    name,
    description,
    count,
    registeredCount,
    expiresAt: storedMoment(expiresAt),
    disabledAt: randomInt(20) === 0 ? storedMoment(createdAt) : null,
    createdAt: storedMoment(createdAt),
    createdBy: `p-bench${index % CREATORS}`,
    ...searchColumns({ id, name, description }),
    horizon: expiryBucketOf(expiresAt, new Date(now)),
  }
}

/** Fills a migrated database with tokens, past the console. */
export async function seedTokens(url: string, total: number): Promise<void> {
  const target = parseDatabaseUrl(url)
  const now = Date.now()
  const names = COLUMNS.map((column) => `"${column}"`).join(', ')
  if (target.provider === 'sqlite') {
    const database = new Sqlite(target.path)
    database.pragma('synchronous = OFF')
    database.pragma('cache_size = -1000000')
    const insert = database.prepare(
      `INSERT INTO "AccessToken" (${names}) VALUES
         (${COLUMNS.map((column) => `@${column}`).join(', ')})`,
    )
    const batches = Math.ceil(total / BATCH)
    for (let batch = 0; batch < batches; batch++) {
      database.transaction(() => {
        for (let index = batch * BATCH; index < Math.min(total, (batch + 1) * BATCH); index++)
          insert.run(newRow(index, total, now))
      })()
    }
    database.exec('ANALYZE')
    database.close()
    return
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  for (let from = 0; from < total; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, total - from) }, (_, index) =>
      newRow(from + index, total, now),
    )
    await client.query(
      `INSERT INTO "AccessToken" (${names}) SELECT ${names} FROM
         json_populate_recordset(NULL::"AccessToken", $1)`,
      [JSON.stringify(rows)],
    )
  }
  await client.query('VACUUM ANALYZE')
  await client.end()
}
