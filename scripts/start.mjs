// npm start: from a fresh clone to a console that serves. What was done before is not done again.
import { fileURLToPath } from 'node:url'
import { ensureBuilt, isBuilt } from './builds.mjs'
import { ensureInstalled, isInstalled } from './install.mjs'
import { alone } from './one-start.mjs'
import { requirePort } from './port.mjs'
import { ensureSecrets } from './settings.mjs'
import { requireNode, runServer } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
ensureSecrets()
await requirePort()
if (!isInstalled({ dev: false }) || !isBuilt()) {
  await alone(async () => {
    await ensureInstalled({ dev: false })
    await ensureBuilt()
  })
}
Object.assign(process.env, { NODE_ENV: 'production' })
await runServer()
