// npm run dev: the same with Next's development server, which builds each page when it is asked for.
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { bundleServer, ensureSecrets, generate, requireNode, runServer } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled({ dev: true })
ensureSecrets()
await generate()
process.argv.push('--dev')
await bundleServer()
await runServer()
