import { addAccessKey } from '../e2e/support/access-keys'
import { callV1, send } from '../e2e/support/smc'
import { createTestDatabase, type Provider } from '../e2e/support/test-database'
import { median, startMeasured } from './console'

const AT_ONCE = 16
const MILLISECONDS = 5_000
const RUNS = 3

/** Codes issued in a second by signed calls of the SMC API over HTTP. */
export async function measureSmc(provider: Provider): Promise<number> {
  const database = await createTestDatabase(provider)
  const app = await startMeasured({ DATABASE_URL: database.url, SMC_CALLS: '999999' })
  const key = await addAccessKey(database)
  const perSecond: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const end = performance.now() + MILLISECONDS
    let issued = 0
    const callAgain = async () => {
      while (performance.now() < end) {
        const { status } = await send(
          app.url,
          callV1(key, 'CreateAccessToken', { Name: `wave-${run}-${issued}` }, 'POST'),
        )
        if (status !== 200) throw new Error(`the console answered ${status}`)
        issued += 1
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, callAgain))
    // The first one warms the process up.
    if (run > 0) perSecond.push(issued / (MILLISECONDS / 1_000))
  }
  await app.stop()
  await database.remove()
  return median(perSecond)
}
