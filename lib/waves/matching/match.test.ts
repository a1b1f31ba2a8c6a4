import { expect, it } from 'vitest'
import { keysOfHost, keysOfMachine } from '@/lib/machines/keys'
import { bestFit } from './match'

type Line = Parameters<typeof keysOfHost>[0]
type Told = Partial<Parameters<typeof keysOfMachine>[0]>

const UUID = '4c4c4544-0042-4a10-8051-b4c04f5a3256'

function fitOf(told: Told, lines: (Line | string)[]) {
  const hosts = lines.map((line) => {
    const host = typeof line === 'string' ? { hostname: line } : line
    return { name: host.hostname, ...keysOfHost(host) }
  })
  const machine = { hostname: 'other', machineId: 'm-1', addresses: [], ...told }
  const fit = bestFit(keysOfMachine(machine), hosts)
  return fit && [fit.unsure ? 'unsure' : fit.way, ...fit.hosts.map(({ name }) => name)]
}

it.each<[string, Told, (Line | string)[], string[] | undefined]>([
  ['nothing alike', {}, ['web'], undefined],
  [
    'the full name',
    { hostname: 'WEB.A.example.' },
    ['web.a.example'],
    ['full_name', 'web.a.example'],
  ],
  ['a short name on the list', { hostname: 'web.a.example' }, ['Web'], ['short_name', 'Web']],
  ['a short name of the machine', { hostname: 'web' }, ['web.a'], ['short_name', 'web.a']],
  [
    'a domain that nobody gave',
    { hostname: 'web.localdomain' },
    ['web.a'],
    ['short_name', 'web.a'],
  ],
  ['another domain', { hostname: 'web.b' }, ['web.a'], ['unsure', 'web.a']],
  ['two short names', { hostname: 'web' }, ['web.a', 'web.b'], ['short_name', 'web.a', 'web.b']],
  ['the full before the short', { hostname: 'web.a' }, ['web', 'web.a'], ['full_name', 'web.a']],
  [
    'composed letters',
    { hostname: 'mu\u0308nchen' },
    ['m\u00fcnchen'],
    ['full_name', 'm\u00fcnchen'],
  ],
  ['a name that all have', { hostname: 'localhost' }, ['localhost'], undefined],
  [
    'an ID before any name',
    { hostname: 'web', externalId: 'INV-7' },
    ['web', { hostname: 'db', externalId: 'inv-7' }],
    ['external_id', 'db'],
  ],
  [
    'an ID of a system, in any case',
    { externalId: UUID },
    [{ hostname: 'db', externalId: UUID.toUpperCase() }],
    ['external_id', 'db'],
  ],
  [
    'the machine ID',
    { machineId: 'ASSET-9' },
    [{ hostname: 'db', externalId: 'asset-9' }],
    ['external_id', 'db'],
  ],
  [
    'an address, however it is written',
    { addresses: ['2001:db8::1'] },
    [{ hostname: 'db', address: '2001:0DB8:0:0::1' }],
    ['address', 'db'],
  ],
  [
    'an address in place of a name',
    { addresses: ['10.0.0.7'] },
    ['10.0.0.7'],
    ['address', '10.0.0.7'],
  ],
])('%s', (_, told, lines, expected) => {
  expect(fitOf(told, lines)).toEqual(expected)
})
