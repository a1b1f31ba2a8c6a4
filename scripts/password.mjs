// npm run password -- <e-mail>: gives somebody a new password, who has forgotten theirs. On the
// machine of the console, while it runs.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { readSecrets } from './settings.mjs'
import { requireNode } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled({ dev: false })
readSecrets()
const run = [
  '--conditions=react-server',
  '--import',
  'tsx',
  'scripts/reset-password.ts',
  ...process.argv.slice(2),
]
process.exitCode = spawnSync(process.execPath, run, { stdio: 'inherit' }).status ?? 1
