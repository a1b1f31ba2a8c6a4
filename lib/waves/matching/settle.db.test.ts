import fc from 'fast-check'
import { expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { keysOfHost, keysOfMachine } from '@/lib/machines/keys'
import { deleteSource } from '@/lib/sources/writes'
import { issueToken } from '@/lib/tokens/issue/writes'
import { actor, register } from '@/test/registering'
import { createWave } from '../edit/writes'
import { importHosts } from '../hosts/import'
import { removeHosts, waiveHosts } from '../hosts/writes'
import { moveCode } from '../members/codes'
import {
  associateSources,
  decideHost,
  disassociateSources,
  forgetDecision,
} from '../members/decisions'
import { hostStateOf, type Way } from '../states.shared'
import { bestFit, takesFrom } from './match'

const NAMES = ['web-1', 'web-1.a.example', 'WEB-1.b.example', 'db', 'db.a.example']
const IDS = [undefined, 'vm-1', 'vm-2']
const ADDRESSES = [undefined, '10.0.0.1', '10.0.0.2']

type Step =
  | { do: 'register'; machine: number; name: string; id?: string; address?: string; code: number }
  | { do: 'expect'; wave: number; name: string; id?: string; address?: string }
  | { do: 'remove' | 'waive'; pick: number }
  | { do: 'delete'; machine: number }
  | { do: 'decide'; wave: number; machine: number; pick: number }
  | { do: 'put in' | 'take out' | 'forget'; wave: number; machine: number }
  | { do: 'move'; code: number; wave: number }

const facts = {
  name: fc.constantFrom(...NAMES),
  id: fc.constantFrom(...IDS),
  address: fc.constantFrom(...ADDRESSES),
}
const small = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      machine: small,
      code: small,
      ...facts,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('expect' as const),
      wave: fc.nat({ max: 1 }),
      ...facts,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'waive' as const), pick: small }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), machine: small }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      wave: fc.nat({ max: 1 }),
      machine: small,
      pick: small,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('put in' as const, 'take out' as const, 'forget' as const),
      wave: fc.nat({ max: 1 }),
      machine: small,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('move' as const), code: small, wave: small }),
  },
)

let runs = 0

/** Two waves and three codes, one of each wave and one of none; what is done to them. */
async function run(steps: Step[]) {
  const mark = `${++runs}-${crypto.randomUUID().slice(0, 8)}`
  // No two runs know each other's names.
  const own = (text: string) => {
    const [short, ...domain] = text.split('.')
    return [`${short}-${mark}`, ...domain].join('.')
  }
  const ownId = (id: string | undefined) => id && `${id}-${mark}`
  const ownAddress = (address: string | undefined) =>
    address && `10.${runs % 250}.${Number.parseInt(mark.slice(-2), 16)}.${address.at(-1)}`
  const waves: string[] = []
  for (const name of ['One', 'Two']) {
    const made = await createWave(actor, { name: `${name}-${mark}` })
    if (made.ok) waves.push(made.id)
  }
  const codes: { id: string; code: string }[] = []
  for (const waveId of [waves[0], waves[1], undefined]) {
    const issued = await issueToken(actor, { count: 100, timeToLiveInDays: 1, waveId })
    if (issued.ok) codes.push({ id: issued.token.id, code: issued.code })
  }
  const machines = new Map<number, string>()
  /** The codes with which each source server came since it was deleted last. */
  const came = new Map<string, Set<string>>()
  for (const one of steps) {
    if (one.do === 'register') {
      const result = await register(codes[one.code]?.code ?? '', {
        machineId: `machine-${mark}-${one.machine}`,
        machineKey: `key-of-${mark}-${one.machine}-and-so-on-and-on`,
        hostname: own(one.name),
        ...(one.id && { externalId: ownId(one.id) }),
        ...(one.address && { ipAddresses: [ownAddress(one.address) ?? ''] }),
      })
      if (!result.ok) continue
      machines.set(one.machine, result.sourceId)
      const used = came.get(result.sourceId) ?? new Set<string>()
      came.set(result.sourceId, used.add(result.token.id))
    } else if (one.do === 'expect') {
      const host = {
        hostname: own(one.name),
        externalId: ownId(one.id) ?? '',
        address: ownAddress(one.address) ?? '',
      }
      await importHosts(actor, waves[one.wave] ?? '', [{ row: 1, host }])
    } else if (one.do === 'delete') {
      await deleteSource(actor, machines.get(one.machine) ?? '')
      came.delete(machines.get(one.machine) ?? '')
    } else if (one.do === 'move')
      await moveCode(actor, codes[one.code]?.id ?? '', waves[one.wave] ?? null)
    else if (one.do === 'put in' || one.do === 'take out' || one.do === 'forget') {
      const [waveId, sourceId] = [waves[one.wave] ?? '', machines.get(one.machine) ?? '']
      if (one.do === 'forget') await forgetDecision(actor, waveId, sourceId)
      else if (one.do === 'put in') await associateSources(actor, waveId, [sourceId])
      else await disassociateSources(actor, waveId, [sourceId])
    } else if (one.do === 'decide') {
      const hosts = await db.expectedHost.findMany({
        where: { waveId: waves[one.wave] },
        orderBy: { id: 'asc' },
      })
      const host = hosts[one.pick]
      await decideHost(
        actor,
        waves[one.wave] ?? '',
        machines.get(one.machine) ?? '',
        host?.id ?? null,
      )
    } else if (one.do === 'remove' || one.do === 'waive') {
      const hosts = await db.expectedHost.findMany({
        where: { waveId: { in: waves } },
        orderBy: { id: 'asc' },
      })
      const host = hosts[one.pick]
      if (!host) continue
      if (one.do === 'remove') await removeHosts(actor, host.waveId, [host.id])
      else await waiveHosts(actor, host.waveId, [host.id], 'not needed')
    }
    for (const waveId of waves) await expectWhole(waveId, came, [...new Set(machines.values())])
  }
}

/** What must hold of a wave whatever happened, said as plainly as can be. */
async function expectWhole(waveId: string, came: Map<string, Set<string>>, sourceIds: string[]) {
  const wave = await db.wave.findUniqueOrThrow({ where: { id: waveId } })
  const rows = await db.expectedHost.findMany({ where: { waveId } })
  const members = await db.waveMember.findMany({ where: { waveId } })
  const sources = await db.sourceServer.findMany({ where: { id: { in: sourceIds } } })
  const codes = await db.accessToken.findMany({ where: { waveId } })
  const hosts = rows.map((row) => ({ ...row, ...keysOfHost(row) }))
  for (const host of hosts) expect(host.state).toBe(hostStateOf(host))

  for (const source of sources) {
    const member = members.find(({ sourceServerId }) => sourceServerId === source.id)
    if (source.deletedAt) {
      expect(member).toBeUndefined()
      expect(hosts.some(({ sourceServerId }) => sourceServerId === source.id)).toBe(false)
      continue
    }
    const seat = hosts.find(({ sourceServerId }) => sourceServerId === source.id)
    expect(member?.hostId ?? null).toBe(seat?.id ?? null)
    const keys = keysOfMachine({
      ...source,
      addresses: [...(JSON.parse(source.systemInfo).ipAddresses ?? []), source.addressKey ?? ''],
    })
    const fit = bestFit(keys, hosts)
    // By another address than the console saw, only the machines of the wave are found.
    const isSeen = fit?.hosts.some(({ addressKey }) => addressKey === source.addressKey)
    if (fit?.way === 'address' && !member && !isSeen) continue
    const isAlike = fit?.unsure === true
    const only = !isAlike && fit?.hosts.length === 1 ? fit.hosts[0] : undefined
    const isOut = member?.membership === 'out'
    if (member?.decision === 'none' || isOut) expect(seat).toBeUndefined()
    else if (member?.decision === 'host') expect(seat?.matchedBy).toBe('hand')
    else if (seat) {
      expect(seat.id).toBe(only?.id)
      expect(seat.matchedBy).toBe(fit?.way)
    } else if (only && fit) {
      // Somebody who fits at least as well is there.
      expect(only.sourceServerId).not.toBeNull()
      expect(takesFrom(fit.way, only.matchedBy as Way)).toBe(false)
    }
    const hasCame = codes.some(({ id }) => came.get(source.id)?.has(id))
    const isIn = member?.membership === 'in'
    const isSeveral = isAlike ? hasCame || isIn : (fit?.hosts.length ?? 0) > 1
    const isUndecided = member?.decision !== 'none' && isSeveral && !seat
    const otherwise = isIn ? 'accepted' : hasCame ? 'unexpected' : undefined
    const kind = isOut ? 'left' : seat ? 'expected' : isUndecided ? 'undecided' : otherwise
    // A decision is kept of machines that are nothing else in the wave.
    if (kind || member?.decision == null) expect(member?.kind).toBe(kind)
    else expect(member?.kind).toBe('left')
    const shown = await db.waveMember.count({
      where: { sourceServerId: source.id, kind: { not: 'left' } },
    })
    expect(source.waveId !== null).toBe(shown > 0)
  }
  const count = (state: string) => hosts.filter((host) => host.state === state).length
  expect({
    expected: wave.expectedCount,
    registered: wave.registeredCount,
    waived: wave.waivedCount,
    unexpected: wave.unexpectedCount,
    arrived: wave.arrivedCount,
  }).toEqual({
    expected: hosts.length,
    registered: count('registered'),
    waived: count('waived'),
    unexpected: members.filter(({ kind }) => kind === 'unexpected' || kind === 'undecided').length,
    arrived: members.filter(({ kind }) => kind !== 'left').length,
  })
}

it('keeps each wave as its list, its codes and what people said have it, whatever happens', {
  timeout: 120_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), run), {
    numRuns: 25,
  })
})
