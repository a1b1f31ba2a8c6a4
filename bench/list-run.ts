// One database: times each list, and prints the times as JSON. Started by bench/list.ts.
import { authenticatedActor } from '../lib/actors/actor'
import { db } from '../lib/db/client'
import { parseTokenListQuery, TOKEN_SORTS } from '../lib/tokens/list/query.shared'
import { listTokens } from '../lib/tokens/list/reads'
import { filters } from './list-cases'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30)
const actor = authenticatedActor({ id: 'p-bench', name: 'Bench', role: 'viewer', ip: '127.0.0.1' })

export type Timing = {
  filter: string
  sort: string
  page: 'first' | 'deep'
  median: number
  p95: number
}

async function timed(parameters: Record<string, string>): Promise<{ median: number; p95: number }> {
  const query = parseTokenListQuery(parameters)
  const times: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const startedAt = performance.now()
    await listTokens(actor, query)
    if (round >= 0) times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  const at = (part: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}

const [some] = (await listTokens(actor, parseTokenListQuery({ order: 'asc' }))).entries
const timings: Timing[] = []
for (const [filter, parameters] of Object.entries(filters(some?.id ?? ''))) {
  for (const [sort, usual] of Object.entries(TOKEN_SORTS)) {
    timings.push({ filter, sort, page: 'first', ...(await timed({ ...parameters, sort })) })
    // The last page but one: where the list read backwards has its second page.
    const order = usual === 'asc' ? 'desc' : 'asc'
    const { next } = await listTokens(actor, parseTokenListQuery({ ...parameters, sort, order }))
    if (next)
      timings.push({
        filter,
        sort,
        page: 'deep',
        ...(await timed({ ...parameters, sort, after: next })),
      })
  }
}
process.stdout.write(JSON.stringify(timings))
await db.$disconnect()
