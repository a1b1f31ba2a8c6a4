// One database: fills it with waves, times what is done with them, and prints the times as JSON.
// Started by bench/waves.ts.
import { authenticatedActor } from '../lib/actors/actor'
import { closeBulk, inBulk } from '../lib/db/bulk/bulk'
import { db } from '../lib/db/client'
import { newId } from '../lib/ids'
import { registerSourceServer } from '../lib/registrations/writes'
import { issueToken } from '../lib/tokens/issue/writes'
import { createWave } from '../lib/waves/edit/writes'
import { importHosts } from '../lib/waves/hosts/import'
import { listHosts } from '../lib/waves/hosts/reads'
import { countMissingByReason } from '../lib/waves/hosts/refused'
import { NEW_HOST, newHost } from '../lib/waves/hosts/rows'
import { listWaves } from '../lib/waves/list/reads'
import { hostFieldsSchema, MOST_HOSTS } from '../lib/waves/schema.shared'

export type WaveTimes = {
  /** Registrations in a second: where there are no waves; beside many; and of expected hosts. */
  none: number
  beside: number
  expected: number
  importSeconds: number
  /** Reads, in milliseconds: the median of some. */
  reads: [what: string, milliseconds: number][]
}

const HOSTS = Number(process.env.BENCH_ROWS ?? 1_000_000)
const PER_WAVE = 100
const MACHINES = 4_000
const AT_ONCE = 64
const ROUNDS = 15

const actor = authenticatedActor({ id: 'p-bench', name: 'Bench', role: 'operator', ip: '::1' })
const host = (hostname: string) => hostFieldsSchema.parse({ hostname })

/** Registers machines with codes, some at once. @returns how many in a second */
async function register(names: string, waveId?: string): Promise<number> {
  const codes: string[] = []
  for (let index = 0; index < MACHINES / 1_000; index++) {
    const issued = await issueToken(actor, { count: 1_000, timeToLiveInDays: 1, waveId })
    if (issued.ok) codes.push(issued.code)
  }
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < MACHINES) {
        const index = next++
        const facts = { machineId: `${names}-${index}`, hostname: `${names}-${index}` }
        const result = await registerSourceServer(
          codes[Math.floor(index / 1_000)] ?? '',
          facts,
          '192.0.2.1',
        )
        if (!result.ok) throw new Error(result.reason)
      }
    }),
  )
  return MACHINES / ((performance.now() - startedAt) / 1_000)
}

async function fill(): Promise<void> {
  const at = new Date()
  for (let wave = 0; wave < HOSTS / PER_WAVE; wave += 100) {
    await inBulk(async (bulk) => {
      for (let index = wave; index < wave + 100; index++) {
        const id = newId('w')
        await bulk.write(
          `INSERT INTO "Wave" (id, name, "nameKey", "sortName", "searchText", "expectedCount",
             "createdAt", "createdBy") VALUES ($1, $2, $2, $2, $2, $3, $4, 'p-bench')`,
          [id, `bench-${index}`, PER_WAVE, at],
        )
        const rows = Array.from({ length: PER_WAVE }, (_, line) =>
          newHost(id, host(`h-${index}-${line}.example.com`), at),
        )
        await bulk.insert('ExpectedHost', NEW_HOST, rows)
      }
    })
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = -2; round < ROUNDS; round++) {
    const startedAt = performance.now()
    await work()
    if (round >= 0) times.push(performance.now() - startedAt)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

await register('warm')
const none = await register('none')
await fill()
const beside = await register('beside')
const made = await createWave(actor, { name: 'Large' })
if (!made.ok) throw new Error(made.reason)
const lines = Array.from({ length: MOST_HOSTS }, (_, index) => ({
  row: index + 2,
  host: { hostname: `${index < MACHINES ? 'expected' : 'missing'}-${index}` },
}))
const startedAt = performance.now()
const imported = await importHosts(actor, made.id, lines)
const importSeconds = (performance.now() - startedAt) / 1_000
if (!imported.ok) throw new Error(imported.reason)
const expected = await register('expected', made.id)
const { registeredCount } = await db.wave.findUniqueOrThrow({ where: { id: made.id } })
if (registeredCount !== MACHINES) throw new Error(`${registeredCount} hosts were found`)

const missing = { state: 'missing' } as const
const reads: WaveTimes['reads'] = []
const time = async (what: string, work: () => Promise<unknown>) =>
  reads.push([what, await median(work)])
await time('waves, the newest', () => listWaves(actor))
await time('waves that are overdue', () => listWaves(actor, { state: 'overdue' }))
await time('waves, by a part of the name', () => listWaves(actor, { search: 'ench-77' }))
await time('missing hosts of a wave of 20,000', () => listHosts(actor, made.id, missing))
await time('the same, by a part of the name', () =>
  listHosts(actor, made.id, { ...missing, search: '1999' }),
)
await time('its headline', () => countMissingByReason(made.id))
const times: WaveTimes = { none, beside, expected, importSeconds, reads }
process.stdout.write(JSON.stringify(times))
await db.$disconnect()
await closeBulk()
