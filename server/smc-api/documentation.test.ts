import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { listProblems } from './problem'

it('every error of the SMC API stands in its documentation, with its status', () => {
  const documentation = readFileSync('docs/smc-api.md', 'utf8')
  for (const [code, status] of listProblems())
    expect(documentation).toMatch(
      new RegExp(`\\| \`${code.replaceAll('.', '\\.')}\` +\\| ${status} +\\|`),
    )
})

it('every operation of the SMC API stands in its documentation, and no other', () => {
  const documentation = readFileSync('docs/smc-api.md', 'utf8')
  const source = readFileSync('server/smc-api/operations.ts', 'utf8')
  const namesIn = (text: string, name: RegExp) => [...text.matchAll(name)].map(([, one]) => one)
  const known = namesIn(source, /\[\s*'([A-Z]\w+)',\s*operation\(/g)
  expect(known.length).toBeGreaterThan(5)
  const [, table = ''] = documentation.split('## Operations')
  expect(namesIn(table.split('\n## ')[0] ?? '', /^\| `([A-Z]\w+)` +\|/gm).sort()).toEqual(
    known.sort(),
  )
})
