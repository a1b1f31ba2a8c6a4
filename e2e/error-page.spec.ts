import { expect, test } from './support/fixtures'

test('a page that fails says its request ID, however it was opened', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  const main = page.getByRole('main')
  // The page may be asked for more than once: it keeps itself up to date.
  const requestIds: (string | undefined)[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/refusals')
      requestIds.push(response.headers()['x-request-id'])
  })
  const expectItsRequestId = async () => {
    await expect(main).toContainText("This page can't be shown")
    const shown = async () =>
      /Request ID: ([0-9A-F-]{36})/.exec((await main.textContent()) ?? '')?.[1] ?? 'none'
    await expect.poll(async () => requestIds.includes(await shown())).toBe(true)
  }

  await database.run('ALTER TABLE "Refusal" RENAME TO "Elsewhere"')
  try {
    const answer = await page.goto('/refusals')
    expect(answer?.status()).toBe(500)
    await expectItsRequestId()

    await page.goto('/tokens')
    requestIds.length = 0
    await page.getByRole('link', { name: 'Refusals' }).click()
    await expectItsRequestId()
  } finally {
    await database.run('ALTER TABLE "Elsewhere" RENAME TO "Refusal"')
  }
  await main.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Refusals', level: 1 })).toBeVisible()
})
