// npm run dev: the same with Next's development server, which builds each page when it is asked for.
import { fileURLToPath } from 'node:url'
import { ensureInstalled, ensureSecrets, generate, requireNode } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled()
ensureSecrets()
await generate()
process.argv.push('--dev')
await import('../server.mjs')
