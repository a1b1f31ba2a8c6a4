import {
  type AppliedMigration,
  pendingMigrations,
  readMigrations,
} from '../db/migrations/migrations'
import { type SecretKey, secretKeyOf } from '../secrets/box'
import { StartError } from '../start-error'

/**
 * What a backup tells of itself before it is restored: its migrations, and the keys that secrets in
 * it are encrypted with.
 */
export type Contents = { migrations: AppliedMigration[]; secretKeyIds: string[] }

/**
 * Whether this program can go on with what a backup holds.
 * @param secrets the program's secret, and the one before where there is one
 * @throws StartError where the backup is newer than the program, is none of a console, or needs
 *   another secret
 */
export function checkContents(
  { migrations, secretKeyIds }: Contents,
  provider: 'sqlite' | 'postgresql',
  secrets: string[],
): void {
  if (migrations.length === 0)
    throw new StartError('The file is no backup of a console: it holds no migrations.')
  pendingMigrations(readMigrations(provider), migrations)
  const known = new Set(secrets.map((secret): SecretKey['id'] => secretKeyOf(secret).id))
  if (secretKeyIds.every((id) => known.has(id))) return
  throw new StartError(
    'The backup holds secrets that were encrypted with another CONSOLE_SECRET. Set ' +
      'the one that belongs to it (from data/secrets.env of then, or wherever the settings ' +
      'of the service are), and restore again.',
  )
}
