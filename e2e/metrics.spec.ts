import { freePort } from '../scripts/temporary-postgres'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { createTestDatabase } from './support/test-database'

test('metrics count registrations and name no code', async () => {
  const database = await createTestDatabase('sqlite')
  const [token, metricsPort] = ['only-for-tests-0123456789', await freePort()]
  const app = await startConsole({
    DATABASE_URL: database.url,
    METRICS_TOKEN: token,
    METRICS_PORT: String(metricsPort),
  })
  const { code, id } = await addCode(database, 1)
  const agent = await createAgent(app.url)
  for (const machineId of ['m-1', 'm-1', 'm-2'])
    await agent.register(code, { machineId, hostname: 'h' })

  const elsewhere = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  const answer = await fetch(`${app.url}/metrics`, {
    headers: { authorization: `Bearer ${token}` },
  })
  for (const metrics of [elsewhere, await answer.text()]) {
    for (const result of ['registered', 'repeated', 'code_exhausted'])
      expect(metrics).toContain(
        `activation_console_registration_attempts_total{result="${result}"} 1`,
      )
    expect(metrics).toContain('activation_console_codes{status="exhausted"} 1')
    expect(metrics).toContain('activation_console_build_info{build="')
    expect(metrics).toContain('process_resident_memory_bytes')
    expect(metrics).not.toContain(id)
  }
  expect(answer.headers.get('content-type')).toContain('text/plain')
  for (const authorization of ['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`])
    expect((await fetch(`${app.url}/metrics`, { headers: { authorization } })).status).toBe(401)
  await app.stop()
  await database.remove()
})

test('without a token or a port there are no metrics', async ({ app }) => {
  expect((await fetch(`${app.url}/metrics`, { redirect: 'manual' })).status).toBe(404)
})
