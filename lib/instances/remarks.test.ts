import { expect, it } from 'vitest'
import { remarksOn } from './remarks'

const self = { id: 'in-1', host: 'a', pid: 1, build: 'b', secretKeyId: 's' }
const other = { ...self, id: 'in-2', host: 'b' }

it('has nothing to say of instances that agree', () => {
  expect(remarksOn(self, [other], 'postgresql')).toEqual([])
})

it.each([
  ['another secret', { secretKeyId: 't' }, 'CONSOLE_SECRET'],
  ['other sources', { build: 'c' }, 'built from other sources'],
])('names an instance with %s', (_, difference, words) => {
  const remarks = remarksOn(self, [other, { ...other, id: 'in-3', ...difference }], 'postgresql')
  expect(remarks).toHaveLength(1)
  expect(remarks[0]).toContain('in-3')
  expect(remarks[0]).toContain(words)
})

it('names a second instance on one SQLite file', () => {
  expect(remarksOn(self, [other], 'sqlite')).toEqual([
    expect.stringContaining('SQLite serves one instance'),
  ])
})
