// npm run build: what npm start does before it serves.
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt, readSecrets, requireNode } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled({ dev: false })
readSecrets()
await ensureBuilt()
