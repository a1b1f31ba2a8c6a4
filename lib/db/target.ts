import { isAbsolute, resolve } from 'node:path'
import { StartError } from '../start-error'

/** Where the data lies. `label` may be shown: it holds no user name and no password. */
export type DatabaseTarget =
  | { provider: 'sqlite'; path: string; label: string }
  | { provider: 'postgresql'; connectionString: string; label: string }

/**
 * Reads a `DATABASE_URL`: `file:` and a path (relative to the working directory), or `postgresql://…`.
 * @throws StartError for anything else; the address itself is not repeated, it may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseTarget {
  if (url.startsWith('file:')) {
    const path = url.slice('file:'.length).replace(/^\/\/(?=\/)/, '')
    if (path === '' || path.includes('?'))
      throw new StartError('DATABASE_URL must name a file, like file:./data/console.db, without options.')
    return { provider: 'sqlite', path: isAbsolute(path) ? path : resolve(path), label: `SQLite at ${path}` }
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    if (/^[^/]*\/\/([^/?]*@)?[^/?]*,/.test(url)) {
      throw new StartError(
        'DATABASE_URL names several hosts. Put HAProxy or a pooler before them, which knows the primary, and name that (docs/operations.md).',
      )
    }
    const parsed = URL.canParse(url) ? new URL(url) : undefined
    if (!parsed?.hostname || parsed.pathname.length < 2) {
      throw new StartError('DATABASE_URL must look like postgresql://user:password@host:5432/database.')
    }
    if (parsed.searchParams.has('schema')) {
      throw new StartError('DATABASE_URL: the option "schema" is not supported; set search_path for the database role instead.')
    }
    return { provider: 'postgresql', connectionString: url, label: `PostgreSQL at ${parsed.host}${parsed.pathname}` }
  }
  throw new StartError('DATABASE_URL must start with file: (SQLite) or postgresql://.')
}
