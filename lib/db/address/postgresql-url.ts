import { existsSync } from 'node:fs'
import { StartError } from '@/lib/start-error'

/** Options of the address that the driver understands. */
const OPTIONS = new Set([
  'application_name',
  'host',
  'options',
  'password',
  'port',
  'sslcert',
  'sslkey',
  'sslmode',
  'sslrootcert',
  'user',
  'uselibpqcompat',
])

/** What to do instead, for options that people know from elsewhere. */
const INSTEAD: Record<string, string> = {
  schema: 'set the search path of the role instead, with ALTER ROLE … SET search_path = …',
  connection_limit: 'set DATABASE_CONNECTIONS instead',
  max: 'set DATABASE_CONNECTIONS instead',
  pool_size: 'set DATABASE_CONNECTIONS instead',
  pgbouncer: 'leave it out, poolers work as they are',
}

/**
 * As libpq has them, without those that try one way after the other; `no-verify` is the driver's
 * own.
 */
const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full', 'no-verify']

const FORM = 'postgresql://user:password@host:5432/database'
const ONE_HOST =
  'names several hosts. Put HAProxy or a pooler before them, which knows the primary, and ' +
  'name that (docs/operations.md)'

/**
 * Reads the address of a PostgreSQL database, as libpq writes it: with a host, or with the folder
 * of a socket as `host`.
 * @returns the address for the driver, and a label without user and password
 * @throws StartError naming the part that is not understood, never with what may be a password
 */
export function parsePostgresqlUrl(url: string): { connectionString: string; label: string } {
  refuseRawCharacters(url)
  const [, authority = '', path = '', query = ''] =
    /^postgres(?:ql)?:\/\/([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(url) ?? []
  const options = new URLSearchParams(query)
  const host = options.get('host') ?? authority.replace(/^.*@/s, '')
  if (host.includes(',')) refuse(ONE_HOST)
  if (host === '' || path === '') refuse(`must look like ${FORM}`)
  if (/[@/]/.test(path))
    refuse(`has more after the host than a database: it must look like ${FORM}`)
  if (!options.has('host') && !URL.canParse(url))
    refuse(`has a host or port that can not be read: it must look like ${FORM}`)
  refuseOptions(options)
  return {
    // To the driver sslmode means what it means to libpq only where it is told so.
    connectionString: /^(require|verify-)/.test(options.get('sslmode') ?? '')
      ? `${url}&uselibpqcompat=true`
      : url,
    label: `PostgreSQL at ${host.replaceAll(/%2f/gi, '/')}/${path}`,
  }
}

/**
 * What ends a user name or password too early: a piece of it would be taken for host, database or
 * option.
 */
function refuseRawCharacters(url: string): void {
  const [, authority = '', end, rest = ''] =
    /^postgres(?:ql)?:\/\/([^/?#]*)([/?#])?(.*)$/s.exec(url) ?? []
  const isInside = end && !authority.includes('@') && rest.split(/\?\w+=/)[0]?.includes('@')
  const raw = isInside ? end : url.includes('#') ? '#' : undefined
  if (raw)
    refuse(`has a raw "${raw}": in a user name or password, write it as ${encodeURIComponent(raw)}`)
}

function refuseOptions(options: URLSearchParams): void {
  if (options.has('target_session_attrs')) refuse(ONE_HOST)
  for (const name of options.keys()) {
    if (!OPTIONS.has(name))
      refuse(`has the option "${name}", which is not supported: ${INSTEAD[name] ?? 'leave it out'}`)
  }
  const mode = options.get('sslmode')
  if (mode && !SSL_MODES.includes(mode))
    refuse(`has sslmode=${mode}: choose disable, require, verify-ca or verify-full`)
  if (mode === 'verify-ca' && !options.has('sslrootcert'))
    refuse('has sslmode=verify-ca, but no sslrootcert: name the file of the authority')
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = options.get(name)
    if (file && !existsSync(file)) refuse(`names a file that is not there: ${name}=${file}`)
  }
}

function refuse(what: string): never {
  throw new StartError(`DATABASE_URL ${what}.`)
}
