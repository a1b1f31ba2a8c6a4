// The part of npm run backup and npm run restore that works on the database.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { backUpPostgresql, restorePostgresql } from '../lib/backup/postgresql'
import { backUpSqlite, restoreSqlite } from '../lib/backup/sqlite'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { consoleSecret, env } from '../lib/env'

const [, , task, file] = process.argv

try {
  if (!file || file.startsWith('-')) throw new Error(`Name a file: npm run ${task} -- <file>`)
  const target = parseDatabaseUrl(env().DATABASE_URL)
  const environment = process.env
  if (task === 'backup') {
    if (existsSync(file)) throw new Error(`${file} is there already; it was left as it is.`)
    if (!existsSync(dirname(file)))
      throw new Error(
        `The folder ${dirname(file)} is not there. Make it first, readable by you alone.`,
      )
    await (target.provider === 'sqlite'
      ? backUpSqlite(target.path, file)
      : backUpPostgresql({ ...target, environment }, file))
    console.log(
      `${target.label} is backed up in ${file}. Keep CONSOLE_SECRET beside it: without it ` +
        "access keys can't be read.",
    )
  } else {
    if (!existsSync(file)) throw new Error(`${file} is not there.`)
    const secrets = [consoleSecret(), env().CONSOLE_SECRET_PREVIOUS ?? ''].filter(Boolean)
    const before =
      target.provider === 'sqlite'
        ? await restoreSqlite(target.path, file, secrets)
        : await restorePostgresql({ ...target, environment }, file, secrets)
    console.log(
      `${target.label} is restored from ` +
        `${file}.${before ? ` What was there is kept in ${before}.` : ''} Start the ` +
        'console.',
    )
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
