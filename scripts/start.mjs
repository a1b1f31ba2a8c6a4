// npm start: from a fresh clone to a console that serves. What was done before is not done again.
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt, ensureSecrets, requireNode, runServer } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled({ dev: false })
ensureSecrets()
await ensureBuilt()
Object.assign(process.env, { NODE_ENV: 'production' })
await runServer()
