// npm run build: what npm start does before it serves.
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './builds.mjs'
import { ensureInstalled } from './install.mjs'
import { alone } from './one-start.mjs'
import { readSecrets } from './settings.mjs'
import { requireNode } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
readSecrets()
await alone(async () => {
  await ensureInstalled({ dev: false })
  await ensureBuilt()
})
