import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '@/lib/start-error'

/** One migration: its SQL, and the SHA-256 by which a later change of the file is noticed. */
export type Migration = { name: string; sql: string; checksum: string }

/** A row of `_prisma_migrations`, the table in which Prisma's own tools keep the same facts. */
export type AppliedMigration = { name: string; checksum: string; finished: boolean }

/**
 * The migrations of a provider, oldest first, from
 * `prisma/migrations/<provider>/<name>/migration.sql`.
 */
export function readMigrations(
  provider: 'sqlite' | 'postgresql',
  root = process.cwd(),
): Migration[] {
  const folder = join(root, 'prisma', 'migrations', provider)
  return readdirSync(folder)
    .sort()
    .map((name) => {
      // A checkout of Windows may have other line ends; it is the same migration.
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * The migrations that a database still lacks, oldest first.
 * @throws StartError when the database is newer than this program, holds a migration that did not
 *   finish, or was made with other SQL than the files hold.
 */
export function pendingMigrations(known: Migration[], applied: AppliedMigration[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const { name, checksum, finished } of applied) {
    const migration = byName.get(name)
    if (!migration)
      throw new StartError(
        `The database is newer than this program: it holds migration ${name}. Start the ` +
          'newer version, or restore a backup.',
      )
    if (!finished)
      throw new StartError(`Migration ${name} did not finish in this database. Restore a backup.`)
    if (migration.checksum !== checksum)
      throw new StartError(
        `Migration ${name} was changed after this database was made with it. Restore the ` +
          'file as released.',
      )
  }
  const names = new Set(applied.map(({ name }) => name))
  return known.filter(({ name }) => !names.has(name))
}
