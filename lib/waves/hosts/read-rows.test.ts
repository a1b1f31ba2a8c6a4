import { expect, it } from 'vitest'
import { readRows } from './read-rows.shared'

const kinds = (hosts: object[]) =>
  readRows(hosts.map((host, index) => ({ row: index + 1, host }))).map(({ kind }) => kind)

it('counts the first line that can be read of those that name the same host', () => {
  const wrong = { hostname: 'web', address: 'nowhere' }
  expect(kinds([wrong, { hostname: 'web' }, { hostname: 'WEB.' }])).toEqual([
    'unreadable',
    'read',
    'twice',
  ])
})

it.each(['', 'two words', 'https://web', '$(id)', 'a;b', '-x', '...', 'web:22', 'w'.repeat(254)])(
  'refuses %j as a host name',
  (hostname) => {
    expect(kinds([{ hostname }])).toEqual(['unreadable'])
  },
)

it.each(['web', 'web_1.example.com', '10.0.0.1', '2001:db8::1', '数据中心-1', 'WEB.'])(
  'takes %j as a host name',
  (hostname) => {
    expect(kinds([{ hostname }])).toEqual(['read'])
  },
)
