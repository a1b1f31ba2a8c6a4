import { StartError } from '@/lib/start-error'
import { parsePostgresqlUrl } from './postgresql-url'
import { parseSqliteUrl } from './sqlite-url'

/** Where the data lies. `label` may be shown: it holds no user name and no password. */
export type DatabaseTarget =
  | { provider: 'sqlite'; path: string; label: string }
  | { provider: 'postgresql'; connectionString: string; label: string }

/**
 * Reads a `DATABASE_URL`: `file:` and a path, or `postgresql://…`.
 * @throws StartError for anything else; the address itself is not repeated, it may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseTarget {
  if (url.startsWith('file:')) {
    const path = parseSqliteUrl(url)
    return { provider: 'sqlite', path, label: `SQLite at ${path}` }
  }
  if (/^postgres(ql)?:\/\//.test(url)) return { provider: 'postgresql', ...parsePostgresqlUrl(url) }
  throw new StartError('DATABASE_URL must start with file: (SQLite) or postgresql://.')
}
