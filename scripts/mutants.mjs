// npm run mutants: breaks one rule after the other, and tells which no test notices.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

/** @type {[file: string, right: string, wrong: string][]} */
const MUTANTS = [
  ['lib/actors/permissions.shared.ts', "['operator', 'administrator'],", "['administrator'],"],
  ['lib/actors/permissions.shared.ts', 'Math.min(', 'Math.max('],
  ['lib/http/csv.ts', '[=+\\-@', '[=+\\-'],
  ['lib/http/csv.ts', '[\\t\\r\\n]', '[\\n]'],
  ['lib/http/csv.ts', `replaceAll('"', '""')`, `replaceAll('"', '"')`],
  ['lib/list/filters.shared.ts', "given === undefined || given === ''", 'given === undefined'],
  ['lib/list/filters.shared.ts', 'else unread.push(name)', ''],
  ['lib/list/page.shared.ts', 'rows.length > size', 'rows.length >= size'],
  ['lib/list/page.shared.ts', 'if (backwards) entries.reverse()', ''],
  ['lib/list/page.shared.ts', 'entries.length === 0 && ', ''],
  [
    'lib/registrations/rule.ts',
    "status !== 'active' && !(hasRegistered && isThere)",
    "status !== 'active'",
  ],
  ['lib/registrations/rule.ts', 'machineKeyHash !== server.machineKeyHash', 'false'],
  ['lib/registrations/rule.ts', 'if (server.deletedAt || server.reopenedAt) return false', ''],
  ['lib/registrations/batch-plan.ts', 'token.registeredCount + 1', 'token.registeredCount'],
  ['lib/text/visible-text.shared.ts', '\\u2800', ''],
  ['lib/throttle/delay.ts', 'points < free', 'points <= free'],
  [
    'lib/throttle/window-counter.ts',
    'window.count > this.limit.points',
    'window.count >= this.limit.points',
  ],
  ['lib/tokens/edit/plans.ts', 'expiresAt <= row.expiresAt', 'expiresAt < row.expiresAt'],
  [
    'lib/tokens/edit/plans.ts',
    'data.count < row.registeredCount',
    'data.count <= row.registeredCount',
  ],
  [
    'lib/tokens/edit/plans.ts',
    "if (row[field] !== seen[field]) return { refused: 'conflict' }",
    '',
  ],
  ['lib/tokens/edit/plans.ts', 'seen.count === row.count &&', ''],
  ['lib/tokens/edit/plans.ts', '(row.replacedAt?.getTime() ?? 0) + 1', '0'],
  ['lib/tokens/list/buckets.shared.ts', 'NEARLY_PERCENT = 80', 'NEARLY_PERCENT = 79'],
  ['lib/tokens/list/buckets.shared.ts', 'expiresAt <= end', 'expiresAt < end'],
  ['lib/tokens/list/buckets.shared.ts', 'expiryBucket > 0 && ', ''],
  ['lib/tokens/list/query.shared.ts', 'TOKEN_SORTS[sort],', "'desc',"],
  ['lib/list/search.shared.ts', "search: isCode ? '' : text", 'search: text'],
  ['lib/tokens/schema.shared.ts', 'count: { min: 1, max: 1000', 'count: { min: 0, max: 1000'],
  ['lib/tokens/schema.shared.ts', '/^[1-9][0-9]{0,9}$/', '/^[0-9]{1,10}$/'],
  ['lib/tokens/status.shared.ts', 'token.expiresAt <= now', 'token.expiresAt < now'],
  [
    'lib/tokens/status.shared.ts',
    'registeredCount >= token.count',
    'registeredCount > token.count',
  ],
]

/** What the tests of pure rules load. */
const COPIED = [
  'components',
  'lib',
  'server',
  'request',
  'scripts',
  'test',
  'generated',
  'public',
  'docs',
]
const FILES = ['tsconfig.json', 'vitest.config.ts', 'package.json', 'package-lock.json', '.npmrc']

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'activation-console-mutants-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const name of [...COPIED, ...FILES])
  cpSync(join(root, name), join(folder, name), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
process.chdir(folder)

/** Whether the tests of a folder notice what is wrong. @param {string} file */
async function isNoticed(file) {
  const tests = file.slice(0, file.lastIndexOf('/'))
  const options = { watch: false, project: ['pure'], reporters: [{}] }
  const vitest = await startVitest('test', [tests], options)
  const failed = vitest.state.getCountOfFailedTests()
  const ran = vitest.state.getFiles().length
  await vitest.close()
  process.exitCode = 0
  if (ran === 0) throw new Error(`${tests} has no tests of pure rules`)
  return failed > 0
}

const survivors = []
for (const [file, right, wrong] of MUTANTS) {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(right)) throw new Error(`${file} does not hold ${right}`)
  writeFileSync(
    file,
    text.replace(right, () => wrong),
  )
  const noticed = await isNoticed(file)
  writeFileSync(file, text)
  process.stdout.write(`${noticed ? '✓' : '✗'} ${file}: ${right} → ${wrong || 'nothing'}\n`)
  if (!noticed) survivors.push(file)
}
process.stdout.write(`\n${MUTANTS.length - survivors.length} of ${MUTANTS.length} were noticed.\n`)
process.exitCode = survivors.length === 0 ? 0 : 1
