// npm run people -- <what>: manages people for whoever works on the machine of the console, also
// while it runs. It is the way back in for whoever has locked everybody out.
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
  'scripts/manage-people.ts',
  ...process.argv.slice(2),
]
process.exitCode = spawnSync(process.execPath, run, { stdio: 'inherit' }).status ?? 1
