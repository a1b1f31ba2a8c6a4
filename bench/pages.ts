import { gzipSync } from 'node:zlib'
import { addPerson, addSession } from '../e2e/support/people'
import { createTestDatabase } from '../e2e/support/test-database'
import { startMeasured } from './console'

const PATHS = ['/', '/tokens', '/sources', '/audit', '/settings/account']

/**
 * The script that each page names, gzipped, in KB; `e2e/page-weight.spec.ts` also counts what is
 * loaded later.
 */
export async function weighPages(): Promise<[path: string, kilobytes: number][]> {
  const database = await createTestDatabase('sqlite')
  const app = await startMeasured({ DATABASE_URL: database.url })
  const { name, value } = await addSession(database, await addPerson(database, 'administrator'))
  const textOf = async (path: string) =>
    (await fetch(app.url + path, { headers: { cookie: `${name}=${value}` } })).text()
  const weights: [string, number][] = []
  for (const path of PATHS) {
    const tags = (await textOf(path)).match(/<script [^>]*src="[^"]+"[^>]*>/g) ?? []
    // Those without modules are for browsers of long ago.
    const loaded = tags
      .filter((tag) => !/nomodule/i.test(tag))
      .map((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? '')
    const scripts = new Set(loaded)
    const sizes = await Promise.all(
      [...scripts].map(async (script) => gzipSync(await textOf(script)).length),
    )
    weights.push([path, sizes.reduce((sum, size) => sum + size, 0) / 1_000])
  }
  await app.stop()
  await database.remove()
  return weights
}
