// npm run test:faults and test:cluster: what takes long, or needs programs that the other tests do
// without.
import { ensureBuilt } from './builds.mjs'
import { ensureInstalled } from './install.mjs'
import { requireNode, step } from './steps.mjs'
import { CLUSTER, ensureTools, FAULTS } from './tools.mjs'

const project = process.argv[2] ?? 'faults'

requireNode()
await ensureInstalled({ dev: true })
await ensureTools(project === 'cluster' ? CLUSTER : FAULTS)
await ensureBuilt()
const tests = [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config',
  'playwright.faults.config.ts',
  '--project',
  project,
]
await step('Faults', process.execPath, tests, { show: true })
