// npm run build: what npm start does before it serves.
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureInstalled, requireNode } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
requireNode()
await ensureInstalled()
await ensureBuilt()
