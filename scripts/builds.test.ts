import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DOC_FILES } from '../lib/docs/docs.shared'
import { SOURCES } from './builds.mjs'

/** Files at the top that Next takes up by their names. */
const TAKEN_UP = readdirSync('.').filter((name) => /^(instrumentation|proxy)\b.*\.ts$/.test(name))

describe('a build', () => {
  it('is old when any file changes that goes into it', () => {
    expect(TAKEN_UP).toContain('instrumentation-client.ts')
    expect(SOURCES).toEqual(expect.arrayContaining([...TAKEN_UP, 'next.config.js', 'package.json']))
  })

  it('is made of the same files in a container, which has the documents too', () => {
    const letIn = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
    const isLetIn = (path: string) =>
      letIn.some((one) => path === one || path.startsWith(`${one}/`)) ||
      (path.startsWith('docs/') && letIn.includes('docs/*.md'))
    const needed = [...SOURCES, ...Object.values(DOC_FILES), 'public', 'scripts']
    expect(needed.filter((path) => !isLetIn(path))).toEqual([])
  })
})
