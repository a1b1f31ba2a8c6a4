import { expect, test } from './support/fixtures'

test('a page that fails says its request ID, however it was opened', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  const main = page.getByRole('main')
  await database.run('ALTER TABLE "Refusal" RENAME TO "Elsewhere"')
  try {
    const answer = await page.goto('/refusals')
    expect(answer?.status()).toBe(500)
    await expect(main).toContainText("This page can't be shown")
    await expect(main).toContainText(`Request ID: ${answer?.headers()['x-request-id']}`)

    await page.goto('/tokens')
    const [linked] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('/refusals')),
      page.getByRole('link', { name: 'Refusals' }).click(),
    ])
    await expect(main).toContainText("This page can't be shown")
    await expect(main).toContainText(`Request ID: ${linked.headers()['x-request-id']}`)
  } finally {
    await database.run('ALTER TABLE "Elsewhere" RENAME TO "Refusal"')
  }
  await main.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Refusals', level: 1 })).toBeVisible()
})
