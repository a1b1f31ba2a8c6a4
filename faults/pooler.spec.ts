import { createAgent } from '../e2e/support/agent'
import { addCode, readLedger } from '../e2e/support/codes'
import { startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { addPerson, PASSWORD } from '../e2e/support/people'
import { createTestDatabase } from '../e2e/support/test-database'
import { startPgBouncer } from './support/pgbouncer'

for (const mode of ['session', 'transaction'] as const) {
  test(`behind PgBouncer as it is installed, in ${mode} mode, everything works`, async ({
    provider,
    request,
  }) => {
    const database = await createTestDatabase(provider)
    const pooler = await startPgBouncer(database.url, mode)
    const app = await startConsole({ DATABASE_URL: pooler.url })
    const agent = await createAgent(app.url)
    const { code, id } = await addCode(database, 120)
    const machines = Array.from({ length: 120 }, (_, index) => ({
      machineId: `m-${index}`,
      hostname: 'h',
    }))
    const answers = await Promise.all(
      [...machines, ...machines].map((machine) => agent.register(code, machine)),
    )
    expect(answers.filter(({ status }) => status !== 200 && status !== 201)).toEqual([])
    expect(await readLedger(database, id)).toEqual({ registeredCount: 120, registrations: 120 })

    const { email } = await addPerson(database, 'operator')
    expect(
      (
        await request.post(`${app.url}/api/auth/sign-in`, { data: { email, password: PASSWORD } })
      ).status(),
    ).toBe(200)
    for (const path of ['/', '/tokens?search=at-', '/sources?search=m-1', '/audit']) {
      expect((await request.get(app.url + path, { maxRedirects: 0 })).status(), path).toBe(200)
    }
    await app.stop()
    await pooler.end()
    await database.remove()
  })
}
