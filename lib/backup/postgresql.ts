import { spawn } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { AppliedMigration } from '../db/migrations/migrations'
import { StartError } from '../start-error'
import { type Contents, checkContents } from './contents'

/** The database, and the environment in which PostgreSQL's programs run. */
export type Server = { connectionString: string; environment: NodeJS.ProcessEnv }

/** Whoever was not seen for so long does not run any more. */
const GONE_SECONDS = 60

/**
 * Writes a database into a file in pg_dump's custom format, whole and consistent while consoles
 * run.
 * @throws StartError with what pg_dump says
 */
export async function backUpPostgresql(server: Server, file: string): Promise<void> {
  const part = `${file}.part`
  // Which consoles run at the moment is not for whoever restores it.
  const options = [
    '--format=custom',
    '--no-owner',
    '--no-privileges',
    '--no-comments',
    '--exclude-table-data="Instance"',
  ]
  await run('pg_dump', [...options, `--file=${part}`], server)
  renameSync(part, file)
}

/**
 * Drops all tables and functions of the schema, those too that a newer version has added; what
 * extensions brought stays.
 */
const DROP_ALL = `DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema()
    LOOP EXECUTE format('DROP TABLE %I CASCADE', found.tablename); END LOOP;
  FOR found IN SELECT pg_proc.oid::regprocedure AS signature FROM pg_proc JOIN pg_namespace ON
    pg_namespace.oid = pronamespace
    WHERE nspname = current_schema() AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid =
      pg_proc.oid AND deptype = 'e')
    LOOP EXECUTE 'DROP FUNCTION ' || found.signature || ' CASCADE'; END LOOP;
END $$;
`

/**
 * Puts a backup in the place of what a database holds, in one transaction. An extension that is
 * there stays: it may be of another role.
 * @throws StartError where the backup can't be used, a console runs on the database, or with what
 *   PostgreSQL's programs say
 */
export async function restorePostgresql(
  server: Server,
  file: string,
  secrets: string[],
): Promise<void> {
  checkContents(await contentsOf(file, server), 'postgresql', secrets)
  await refuseRunning(server.connectionString)
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-restore-'))
  try {
    const [list, script] = [join(folder, 'list'), join(folder, 'script')]
    const entries = (await run('pg_restore', ['--list', file], server)).split('\n')
    writeFileSync(
      list,
      entries.filter((entry) => !/^\d+; \d+ \d+ (EXTENSION|SCHEMA) /.test(entry)).join('\n'),
    )
    // Written whole first: half a script would be carried out as if it were all.
    await run(
      'pg_restore',
      [
        '--no-owner',
        '--no-privileges',
        '--no-comments',
        `--use-list=${list}`,
        `--file=${script}`,
        file,
      ],
      server,
    )
    const extension = 'CREATE EXTENSION IF NOT EXISTS pg_trgm;\n'
    writeFileSync(join(folder, 'before'), DROP_ALL + extension)
    const carryOut = [
      '--no-psqlrc',
      '--quiet',
      '--single-transaction',
      '--set=ON_ERROR_STOP=1',
      '--output=/dev/null',
    ]
    await run('psql', [...carryOut, `--file=${join(folder, 'before')}`, `--file=${script}`], server)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function contentsOf(file: string, server: Server): Promise<Contents> {
  const rowsOf = async (table: string) =>
    copiedRows(
      await run('pg_restore', ['--data-only', `--table=${table}`, '--file=-', file], server),
    )
  const migrations = (await rowsOf('_prisma_migrations')).filter(
    (row) => row.rolled_back_at === '\\N',
  )
  const keys = (await rowsOf('AccessKey')).filter((row) => row.deletedAt === '\\N')
  const authenticators = await rowsOf('Authenticator')
  return {
    migrations: migrations.map(
      (row): AppliedMigration => ({
        name: row.migration_name ?? '',
        checksum: row.checksum ?? '',
        finished: row.finished_at !== '\\N',
      }),
    ),
    secretKeyIds: [...new Set([...keys, ...authenticators].map((row) => row.secretKeyId ?? ''))],
  }
}

/**
 * The rows of a `COPY … FROM stdin` in a script of pg_restore; texts as they stand there, `\N` for
 * none.
 */
function copiedRows(script: string): Record<string, string>[] {
  const [, names = '', rows = ''] =
    /^COPY [^(]*\(([^)]*)\) FROM stdin;\n([\s\S]*?)^\\\.$/m.exec(script) ?? []
  const columns = names.split(', ').map((name) => name.replaceAll('"', ''))
  return rows
    .split('\n')
    .filter(Boolean)
    .map((row) =>
      Object.fromEntries(row.split('\t').map((value, index) => [columns[index] ?? '', value])),
    )
}

async function refuseRunning(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows: tables } = await client.query(`SELECT to_regclass('"Instance"') AS there`)
    if (!tables[0]?.there) return
    const { rows } = await client.query(
      `SELECT id, host FROM "Instance" WHERE "seenAt" > (now() AT TIME ZONE 'UTC') -
         make_interval(secs => $1)`,
      [GONE_SECONDS],
    )
    const names = rows.map(({ id, host }) => `${id} on ${host}`)
    if (names.length > 0)
      throw new StartError(
        `Consoles run on this database: ${names.join(', ')}. Stop them first; one that ` +
          'was killed is forgotten after a minute.',
      )
  } catch (error) {
    throw error instanceof StartError
      ? error
      : new StartError(`The database can't be reached (${(error as Error).message}).`)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The way to a database as PostgreSQL's programs read it from their environment. */
function wayTo(connectionString: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(connectionString)
  const way = {
    PGHOST: hostname.replace(/^\[|\]$/g, ''),
    PGPORT: port || '5432',
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  }
  const who = { PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password) }
  const trust = {
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
  }
  const given = Object.entries({ ...who, ...trust }).filter(([, value]) => value !== '')
  return { ...way, ...Object.fromEntries(given) }
}

/**
 * Runs one of PostgreSQL's programs. The way to the database stands in its environment: arguments
 * are seen by everybody.
 */
function run(
  program: string,
  args: string[],
  { connectionString, environment }: Server,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...environment, ...wayTo(connectionString) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', () =>
      reject(
        new StartError(
          `${program} is needed, of the version of the server or newer. On Debian: ` +
            'apt-get install postgresql-client.',
        ),
      ),
    )
    child.once('close', (status) =>
      status === 0
        ? resolve(output)
        : reject(new StartError(`${program} failed: ${errors.trim()}`)),
    )
  })
}
