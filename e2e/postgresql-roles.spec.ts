import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { startConsole, startInVain } from './support/console'
import { expect, test } from './support/fixtures'
import { addPerson, PASSWORD } from './support/people'
import { createTestDatabase, type TestDatabase } from './support/test-database'

/** Makes a role that owns the database, and the address with which it connects. */
async function addRole(database: TestDatabase, ...settings: string[]): Promise<string> {
  const { host, pathname } = new URL(database.url)
  const name = `role_${pathname.slice(-8)}`
  await database.run(`CREATE ROLE ${name} LOGIN PASSWORD 'only-for-tests'`)
  await database.run(`ALTER DATABASE ${pathname.slice(1)} OWNER TO ${name}`)
  for (const setting of settings) await database.run(`ALTER ROLE ${name} ${setting}`)
  return `postgresql://${name}:only-for-tests@${host}${pathname}`
}

async function removeWithRole(database: TestDatabase, url: string): Promise<void> {
  const { username } = new URL(url)
  await database.run(`REASSIGN OWNED BY ${username} TO CURRENT_USER`)
  await database.run(`DROP OWNED BY ${username}`)
  await database.run(`DROP ROLE ${username}`)
  await database.remove()
}

test("settings of the role and a schema of one's own change nothing", async ({
  provider,
  request,
}) => {
  const database = await createTestDatabase(provider)
  const url = await addRole(
    database,
    `SET DateStyle = 'German'`,
    `SET TimeZone = 'Asia/Shanghai'`,
    `SET IntervalStyle = 'sql_standard'`,
    `SET bytea_output = 'escape'`,
    'SET standard_conforming_strings = off',
    `SET default_transaction_isolation = 'serializable'`,
    'SET search_path = app, public',
    'CONNECTION LIMIT 6',
  )
  await database.run('CREATE EXTENSION pg_trgm')
  await database.run(`CREATE SCHEMA app AUTHORIZATION ${new URL(url).username}`)
  const app = await startConsole({ DATABASE_URL: url, DATABASE_CONNECTIONS: '5' })
  expect(
    await database.run(
      `SELECT 1 FROM pg_tables WHERE schemaname = 'app' AND tablename = 'AccessToken'`,
    ),
  ).toHaveLength(1)

  const inApp = {
    ...database,
    run: (sql: string, values?: unknown[]) =>
      database.run(sql.replaceAll(/(INTO|FROM) "/g, '$1 app."'), values),
  }
  const { email } = await addPerson(inApp, 'operator')
  const { code, id } = await addCode(inApp, 80)
  const expired = await addCode(inApp, 5, -60)
  const agent = await createAgent(app.url)
  const machines = Array.from({ length: 80 }, (_, index) => ({
    machineId: `m-${index}`,
    hostname: '主机-1\\',
  }))
  const answers = await Promise.all(machines.map((machine) => agent.register(code, machine)))
  expect(answers.filter(({ status }) => status !== 201)).toEqual([])
  expect((await agent.check(code)).body).toMatchObject({ accessTokenId: id, registeredCount: 80 })
  expect((await agent.register(expired.code, { machineId: 'm', hostname: 'h' })).body.code).toBe(
    'code_expired',
  )

  expect(
    (
      await request.post(`${app.url}/api/auth/sign-in`, { data: { email, password: PASSWORD } })
    ).status(),
  ).toBe(200)
  for (const path of [
    '/',
    '/tokens',
    `/tokens/${id}`,
    '/sources?search=主机-1\\',
    '/audit',
    '/api/export/audit',
    '/api/export/tokens',
  ]) {
    expect((await request.get(app.url + path, { maxRedirects: 0 })).status(), path).toBe(200)
  }
  await app.stop()
  await removeWithRole(database, url)
})

test('a database that can not be worked in is refused with what mends it', async ({ provider }) => {
  const trigrams = await createTestDatabase(provider)
  const url = await addRole(trigrams)
  await trigrams.run('CREATE SCHEMA extensions')
  await trigrams.run('CREATE EXTENSION pg_trgm SCHEMA extensions')
  const elsewhere = await startInVain({ DATABASE_URL: url })
  expect(elsewhere.output).toMatch(
    /pg_trgm lies in the schema "extensions", .*SET search_path = public, extensions/,
  )
  await trigrams.run(`ALTER ROLE ${new URL(url).username} SET search_path = nowhere`)
  expect((await startInVain({ DATABASE_URL: url })).output).toContain(
    'No schema of the search path is there',
  )
  await removeWithRole(trigrams, url)

  const other = await createTestDatabase(provider)
  const { host, pathname } = new URL(other.url)
  await other.run(
    `CREATE DATABASE latin${pathname.slice(-8)} ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE
       'C' LC_CTYPE 'C'`,
  )
  const latin = await startInVain({
    DATABASE_URL: `postgresql://postgres:postgres@${host}/latin${pathname.slice(-8)}`,
  })
  expect(latin.output).toMatch(/has the encoding LATIN1, .*ENCODING 'UTF8'/)
  await other.run(`DROP DATABASE latin${pathname.slice(-8)}`)
  await other.remove()
})
