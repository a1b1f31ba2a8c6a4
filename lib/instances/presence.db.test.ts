import { hostname } from 'node:os'
import { expect, it } from 'vitest'
import { db } from '../db/client'
import { leave, remarkOnOthers, showPresence } from './presence'

const other = (id: string, more: object = {}) => ({
  id,
  host: 'elsewhere',
  pid: 1,
  build: 'unbuilt',
  secretKeyId: 'another',
  startedAt: new Date(),
  seenAt: new Date(),
  ...more,
})

it('writes the presence of the instance once, and removes it again', async () => {
  await Promise.all([showPresence(), showPresence(), showPresence()])
  expect(await db.instance.findMany()).toMatchObject([{ host: hostname(), pid: process.pid }])
  await leave()
  expect(await db.instance.count()).toBe(0)
})

it('tells of others that are there, and forgets those that are gone', async () => {
  const gone = other('in-gone', { seenAt: new Date(Date.now() - 120_000) })
  const killed = other('in-killed', { host: hostname(), pid: 2 ** 22 + 1 })
  await db.instance.createMany({ data: [other('in-there'), gone, killed] })
  const remarks = (await remarkOnOthers()).join('\n')
  expect(remarks).toContain('in-there')
  expect(remarks).toContain('CONSOLE_SECRET')
  expect(remarks).not.toMatch(/in-gone|in-killed/)
  expect(await db.instance.count({ where: { id: 'in-gone' } })).toBe(0)
})
