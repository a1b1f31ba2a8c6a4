// npm test: everything that must hold, from a fresh clone.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, generate } from './builds.mjs'
import { ensureCompiled, ensurePackages } from './install.mjs'
import { requireNode, step } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
// What the tests and their tools write for a while, all in one folder, which goes with them.
const temporary = mkdtempSync(join(tmpdir(), 'activation-console-test-'))
// PostgreSQL refuses to run as root, and must get through to its folder.
chmodSync(temporary, 0o711)
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }))
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, () => process.exit(1))
process.env.TMPDIR = temporary

requireNode()
await ensurePackages({ dev: true })
const { ensureBrowser } = await import('./browser.mjs')
await ensureBrowser()
const { ensureTools, SHELLS } = await import('./tools.mjs')
await ensureTools(SHELLS)

const node = process.execPath
// Compiling takes one processor and a while; what needs nothing compiled is done meanwhile.
await Promise.all([ensureCompiled(), checkAndBuild()])
await step(
  'Unit tests, on SQLite and PostgreSQL',
  node,
  ['node_modules/vitest/vitest.mjs', 'run'],
  { show: true },
)
await step(
  'Browser tests, on SQLite and PostgreSQL',
  node,
  ['node_modules/@playwright/test/cli.js', 'test'],
  { show: true },
)
process.stdout.write('\nEverything holds.\n')

async function checkAndBuild() {
  await generate()
  await step('Format and lint', node, [
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
  ])
  await step('Types', node, ['node_modules/typescript/bin/tsc', '--noEmit'])
  await step('Unused code', node, ['node_modules/knip/bin/knip.js'])
  await ensureBuilt({ isGenerated: true })
}
