import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { startMailServer } from './support/mail-server'
import { addPerson, addSession } from './support/people'
import { createTestDatabase } from './support/test-database'

test('a link is mailed too where there is a mail server, and the dialog says so', async ({
  provider,
  browser,
}) => {
  const database = await createTestDatabase(provider)
  const server = await startMailServer()
  const app = await startConsole({
    DATABASE_URL: database.url,
    SMTP_URL: server.url,
    SMTP_FROM: 'Console <console@example.com>',
  })
  const person = await addPerson(database, 'administrator')
  const page = await browser.newPage({ baseURL: app.url })
  await page.context().addCookies([{ ...(await addSession(database, person)), url: app.url }])

  async function invite(name: string): Promise<{ link: string; told: string }> {
    await page.goto('/people')
    await page.getByRole('button', { name: 'Invite a person' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite a person' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Email').fill(`${name}@example.com`)
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    const shown = page.getByRole('dialog', { name: 'Invitation link' })
    const link = await shown.getByLabel('Invitation link').inputValue()
    const told = (await shown.textContent()) ?? ''
    await shown.getByRole('button', { name: 'Done' }).click()
    await shown.getByRole('button', { name: 'Close without copying' }).click()
    return { link, told }
  }

  const first = await invite('Ada')
  expect(first.told).toContain('It was mailed to them too.')
  const [mail = ''] = server.mails
  // Long lines are broken by an equals sign, which stands for itself as =3D.
  expect(mail.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(first.link)
  expect(mail).toContain('To: ada@example.com')
  expect(mail).toContain('From: Console <console@example.com>')

  await server.stop()
  const second = await invite('Grace')
  expect(second.told).toContain('Give it to them yourself.')
  await expect.poll(() => app.output()).toContain('a mail could not be sent')
  expect(app.output()).not.toContain(second.link.split('#')[1] ?? '')
  await app.stop()
  await database.remove()
})
