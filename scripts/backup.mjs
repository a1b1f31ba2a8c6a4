// npm run backup -- <file> and npm run restore -- <file>: of the database that the settings name.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { readSecrets } from './settings.mjs'
import { requireNode } from './steps.mjs'

const [, , task = 'backup', file] = process.argv
// Where npm was called from.
const path = file && !file.startsWith('-') && resolve(process.env.INIT_CWD ?? process.cwd(), file)
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
process.umask(0o077)
requireNode()
await ensureInstalled({ dev: false })
readSecrets()
const run = [
  '--conditions=react-server',
  '--import',
  'tsx',
  'scripts/backup-database.ts',
  task,
  ...(path ? [path] : []),
]
process.exitCode = spawnSync(process.execPath, run, { stdio: 'inherit' }).status ?? 1
