// One run of bench/issuing.ts, in a process of its own: the database is chosen when the modules
// load.
import { authenticatedActor } from '../lib/actors/actor'
import { issueToken } from '../lib/tokens/issue/writes'
import { median } from './console'

const AT_ONCE = 16
const MILLISECONDS = 3_000

const actor = authenticatedActor({ id: 'p-bench', name: 'Ada', role: 'operator', ip: '192.0.2.7' })

async function run(): Promise<number> {
  const end = performance.now() + MILLISECONDS
  let issued = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < end) {
        await issueToken(actor, { name: `wave-${issued}`, count: 100, timeToLiveInDays: 30 })
        issued += 1
      }
    }),
  )
  return issued / (MILLISECONDS / 1_000)
}

await run()
process.stdout.write(String(median([await run(), await run(), await run()])))
process.exit(0)
