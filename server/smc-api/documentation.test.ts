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
