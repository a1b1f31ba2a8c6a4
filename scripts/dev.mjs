// npm run dev: the same with Next's development server, which builds each page when it is asked
// for.
import { fileURLToPath } from 'node:url'
import { bundleServer, generate } from './builds.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureSecrets } from './settings.mjs'
import { requireNode, runServer } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled({ dev: true })
ensureSecrets()
await generate()
process.argv.push('--dev')
// Not where supervisors look for the program.
await bundleServer('dist/dev.mjs')
await runServer('dist/dev.mjs')
