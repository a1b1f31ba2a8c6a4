// npm test: everything that must hold, from a fresh clone.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { ensureBuilt, generate, requireNode, step } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
// What the tests and their tools write for a while, all in one folder, which goes with them.
const temporary = mkdtempSync(join(tmpdir(), 'activation-console-test-'))
// PostgreSQL refuses to run as root, and must get through to its folder.
chmodSync(temporary, 0o711)
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }))
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(1))
process.env.TMPDIR = temporary

requireNode()
await ensureInstalled({ dev: true })
const { ensureBrowser } = await import('./browser.mjs')
await ensureBrowser()
const { ensureTools, SHELLS } = await import('./tools.mjs')
await ensureTools(SHELLS)
await generate()

const node = process.execPath
await Promise.all([
  step('Format and lint', node, ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']),
  step('Types', node, ['node_modules/typescript/bin/tsc', '--noEmit']),
  step('Unused code', node, ['node_modules/knip/bin/knip.js']),
])
await step('Unit tests, on SQLite and PostgreSQL', node, ['node_modules/vitest/vitest.mjs', 'run'], { show: true })
await ensureBuilt({ isGenerated: true })
await step('Browser tests, on SQLite and PostgreSQL', node, ['node_modules/@playwright/test/cli.js', 'test'], { show: true })
process.stdout.write('\nEverything holds.\n')
