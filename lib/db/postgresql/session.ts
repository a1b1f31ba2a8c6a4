import type { Client } from 'pg'
import { StartError } from '@/lib/start-error'

/**
 * What the program relies on in each session, whatever role, database and server say. Said by
 * statements: poolers refuse parameters of the start that they don't know. Those that such a
 * statement does not reach, because a pooler lends another connection to each transaction, hold in
 * the transactions themselves.
 */
export const SESSION = [
  `DateStyle = 'ISO'`,
  `TimeZone = 'UTC'`,
  `client_encoding = 'UTF8'`,
  `bytea_output = 'hex'`,
  'standard_conforming_strings = on',
  `default_transaction_isolation = 'read committed'`,
]
  .map((setting) => `SET ${setting}`)
  .join('; ')

type Found = { encoding: string; schema: string | null; path: string[]; trigrams: string | null }

/**
 * Looks whether a database is one that the program can work in.
 * @throws StartError naming what is in the way, and the statement that puts it right
 */
export async function requireUsable(client: Client): Promise<void> {
  const { rows } = await client.query<Found>(
    `SELECT current_setting('server_encoding') AS encoding, current_schema()::text AS schema,
      current_schemas(true)::text[] AS path,
            (SELECT nspname::text FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
              WHERE extname = 'pg_trgm') AS trigrams`,
  )
  const [found] = rows
  if (!found) return
  const { encoding, schema, path, trigrams } = found
  if (encoding !== 'UTF8') {
    throw new StartError(
      `The database has the encoding ${encoding}, which can't hold every name. Make one ` +
        "with ENCODING 'UTF8' TEMPLATE template0.",
    )
  }
  if (!schema) {
    throw new StartError(
      'No schema of the search path is there. Create it, or set the path: ALTER ROLE … ' +
        'SET search_path = … .',
    )
  }
  if (trigrams && !path.includes(trigrams)) {
    throw new StartError(
      `The extension pg_trgm lies in the schema "${trigrams}", which is not searched: ALTER ROLE
         … SET search_path = ${schema}, ${trigrams}.`,
    )
  }
}
