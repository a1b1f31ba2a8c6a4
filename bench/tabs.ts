import { addPerson, addSession } from '../e2e/support/people'
import { createTestDatabase } from '../e2e/support/test-database'
import { pause, processorSeconds, startMeasured } from './console'

const TABS = 100
const EVERY_MILLISECONDS = 4_000
const SECONDS = 20

/**
 * The share of a core, in percent, that a hundred open pages take which ask whether anything has
 * changed.
 */
export async function measureHundredTabs(): Promise<number> {
  const database = await createTestDatabase('sqlite')
  const app = await startMeasured({ DATABASE_URL: database.url })
  const person = await addPerson(database, 'operator')
  const { name, value } = await addSession(database, person)
  const ask = async () => {
    const answer = await fetch(`${app.url}/api/changes`, {
      headers: { cookie: `${name}=${value}` },
    })
    if (!answer.ok) throw new Error(`the console answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  const end = Date.now() + (SECONDS + 4) * 1_000
  const tabs = Array.from({ length: TABS }, async (_, index) => {
    await pause((index * EVERY_MILLISECONDS) / TABS)
    while (Date.now() < end) {
      await ask()
      await pause(EVERY_MILLISECONDS)
    }
  })
  // The first round warms the process up.
  await pause(EVERY_MILLISECONDS)
  const before = processorSeconds(app.pid)
  await pause(SECONDS * 1_000 - EVERY_MILLISECONDS)
  const used = processorSeconds(app.pid) - before
  await Promise.all(tabs)
  await app.stop()
  await database.remove()
  return (100 * used) / (SECONDS - EVERY_MILLISECONDS / 1_000)
}
