import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, uniqueName } from './support/fixtures'
import { runScript } from './support/script'
import type { TestDatabase } from './support/test-database'
import { chooseFile, csv, headline, makeWave } from './support/waves'

/** A code that belongs to a wave, put into the database. */
async function addCodeOf(database: TestDatabase, waveId: string, count: number) {
  const code = await addCode(database, count)
  await database.run('UPDATE "AccessToken" SET "waveId" = $1 WHERE id = $2', [waveId, code.id])
  return code
}

test('fifty machines come by the script and by the API while the page is open', async ({
  signedIn,
  app,
  database,
}) => {
  test.slow()
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  const hosts = Array.from({ length: 52 }, (_, index) => `n${index}-${mark}.example.com`)
  const id = await makeWave(page, `night-${mark}`, hosts)
  const { code } = await addCodeOf(database, id, 100)
  const agent = await createAgent(app.url)
  await Promise.all(
    hosts
      .slice(0, 46)
      .map((hostname) => agent.register(code, { machineId: `m-${hostname}`, hostname })),
  )
  const run = (index: number, more: string[]) =>
    runScript(['dash'], ['--url', app.url, '--machine-id', `script-${mark}-${index}`, ...more], {
      input: code,
      environment: { ACTIVATION_KEY_FILE: test.info().outputPath(`key-${index}`) },
    })
  for (let index = 46; index < 50; index++)
    expect(await run(index, ['--host-name', `N${index}-${mark}`])).toMatchObject({ status: 0 })
  await expect(headline(page)).toHaveText('50 of 52 in; 2 missing: 2 never tried')

  // What it is called in an inventory is the surest, whatever it calls itself.
  await page.getByRole('button', { name: `Actions for ${hosts[50]}` }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change expected host' })
  await dialog.getByLabel('External ID').fill(`INV-${mark}`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const named = ['--host-name', `new-name-${mark}`, '--external-id', `inv-${mark}`]
  expect(await run(50, named)).toMatchObject({ status: 0 })
  await expect(headline(page)).toContainText('51 of 52 in; 1 missing')

  await database.run('UPDATE "AccessToken" SET "onlyExpected" = $1 WHERE "waveId" = $2', [true, id])
  const stranger = ['--host-name', `stranger-${mark}`]
  for (const args of [[...stranger, '--check'], stranger])
    expect(await run(51, args)).toMatchObject({
      status: 14,
      errors: expect.stringContaining('takes only the machines on its list'),
    })
  const known = ['--host-name', `n51-${mark}`]
  expect(await run(52, [...known, '--check'])).toMatchObject({ status: 0 })
  expect(await run(52, known)).toMatchObject({ status: 0 })
  await expect(headline(page)).toHaveText('52 of 52 in')
  await expect(page.getByText('Nobody is missing.')).toBeVisible()
})

test('a machine that is renamed, deleted and comes again is found each time', async ({
  signedIn,
  app,
  database,
}) => {
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  const id = await makeWave(page, `renamed-${mark}`, [`old-${mark}`, `new-${mark}`])
  const { code } = await addCodeOf(database, id, 10)
  const agent = await createAgent(app.url)
  const machine = { machineId: `m-${mark}`, machineKey: `k-${mark}`.padEnd(40, 'x') }
  const comeAs = (hostname: string) => agent.register(code, { ...machine, hostname })
  const { body } = await comeAs(`old-${mark}`)
  await page.goto(`/waves/${id}/registered`)
  const table = page.getByRole('table', { name: 'Registered' })
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table).toContainText(`old-${mark}`)
  await comeAs(`new-${mark}`)
  await expect(table.getByRole('cell', { name: `new-${mark}` }).first()).toBeVisible()
  await expect(headline(page)).toContainText('1 of 2 in')
  await page.goto(`/sources/${body.sourceId}`)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/sources$/)
  await page.goto(`/waves/${id}`)
  await expect(headline(page)).toContainText('0 of 2 in; 2 missing')
  await comeAs(`new-${mark}`)
  await expect(headline(page)).toContainText('1 of 2 in')
})

test('two people put in lists at once: nothing is lost, nothing twice', async ({ signedIn }) => {
  const { page: first } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  const id = await makeWave(first, `both-${mark}`, [])
  const second = (await signedIn('operator', `/waves/${id}/list`)).page
  await first.goto(`/waves/${id}/list`)
  const lines = (from: number) =>
    Array.from({ length: 200 }, (_, index) => `b${from + index}-${mark}`).join('\n')
  await chooseFile(first, csv('one.csv', lines(0)))
  await chooseFile(second, csv('two.csv', lines(100)))
  await Promise.all(
    [first, second].map((page) => page.getByRole('button', { name: 'Put in 200' }).click()),
  )
  for (const page of [first, second])
    await expect(page.getByRole('region', { name: 'How far this wave is' })).toBeVisible()
  await first.reload()
  await expect(headline(first)).toContainText('0 of 300 in')
})

test('twenty thousand hosts are put in at once, and one more is refused', async ({ signedIn }) => {
  test.slow()
  const { page } = await signedIn('operator', '/waves/new')
  const mark = uniqueName().slice(5, 15)
  const lines = (count: number) =>
    [
      'hostname,owner',
      ...Array.from({ length: count }, (_, index) => `t${index}-${mark},Ada`),
    ].join('\n')
  await page.getByLabel('File with a list').setInputFiles(csv('large.csv', lines(20_001)))
  await expect(page.getByText('a list has at most 20,000')).toBeVisible()
  await page.getByLabel('File with a list').setInputFiles(csv(`large-${mark}.csv`, lines(20_000)))
  await expect(page.getByRole('progressbar', { name: 'Looking at the list' })).toBeVisible()
  const preview = page.getByRole('region', { name: 'What this list would change' })
  await expect(preview.getByText('20,000 new')).toBeVisible({ timeout: 90_000 })
  await page.getByRole('button', { name: 'Make wave with 20,000 hosts' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`large-${mark}`, {
    timeout: 90_000,
  })
  await expect(headline(page)).toHaveText('0 of 20,000 in; 20,000 missing: 20,000 never tried')
})
