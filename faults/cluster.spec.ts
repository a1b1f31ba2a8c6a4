import { Client } from 'pg'
import { addCode } from '../e2e/support/codes'
import { type RunningConsole, startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { type Cluster, startCluster } from './support/cluster'
import { startLoad } from './support/load'
import { startNginx } from './support/nginx'

/** More than any load of these tests uses. */
const COUNT = 1_000

test('a failover loses nothing acknowledged and counts nothing twice', async () => {
  test.setTimeout(900_000)
  const cluster = await startCluster()
  const environment = { DATABASE_URL: cluster.url, TRUSTED_PROXIES: 'loopback' }
  const consoles: RunningConsole[] = []
  for (let index = 0; index < 3; index++) consoles.push(await startConsole(environment))
  const nginx = await startNginx(consoles.map(({ port }) => port))

  /**
   * Registers machines while something happens, until they are acknowledged again; looks at the
   * ledger then.
   */
  async function during(fault: string, happens: () => Promise<unknown>) {
    const { code, id } = await addCode({ run: (sql, values) => query(cluster, sql, values) }, COUNT)
    const load = startLoad(nginx.url, code, fault.replaceAll(' ', '-'))
    await load.acknowledged(50)
    const after = await happens()
    await load.acknowledged(50)
    const { acknowledged, longestGap } = await load.end()
    if (typeof after === 'function') await after()
    await cluster.settled()
    process.stdout.write(
      `${fault}: ${acknowledged.size} registered, nobody for ${(longestGap / 1000).toFixed(1)} s\n`,
    )

    expect([...acknowledged.values()].filter((status) => status !== 200 && status !== 201)).toEqual(
      [],
    )
    const ledger = await query(
      cluster,
      'SELECT "machineId" FROM "Registration" WHERE "tokenId" = $1',
      [id],
    )
    expect(ledger.map(({ machineId }) => machineId).sort()).toEqual([...acknowledged.keys()].sort())
    const tokens = await query(
      cluster,
      'SELECT "registeredCount" FROM "AccessToken" WHERE id = $1',
      [id],
    )
    expect(tokens).toEqual([{ registeredCount: acknowledged.size }])
  }

  await during('nothing', async () => {})
  await during('the node of the primary is gone', async () => {
    const node = await cluster.primary()
    await node.cut()
    expect((await cluster.primary()).name).not.toBe(node.name)
    return () => node.start()
  })
  await during('PostgreSQL is killed where HAProxy leads to', async () => {
    ;(await cluster.primary()).killPostgres()
  })
  await during('the node of the primary is frozen', async () => {
    const node = await cluster.primary()
    node.freeze()
    expect((await cluster.primary()).name).not.toBe(node.name)
    return () => node.thaw()
  })
  await during('an instance is killed', async () => {
    const [first] = consoles
    await first?.stop('SIGKILL')
    consoles[0] = await startConsole({ ...environment, PORT: String(first?.port) })
  })
  await during('HAProxy is killed', () => cluster.restartHaproxy())

  await nginx.stop()
  await Promise.all(consoles.map((app) => app.stop()))
  await cluster.end()
})

/** Asks the primary, past PgBouncer. */
async function query(
  cluster: Cluster,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: cluster.adminUrl })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}
