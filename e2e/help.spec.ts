import { expect, test } from './support/fixtures'

test('the documents are read in the console, and lead to each other', async ({ signedIn }) => {
  const { page } = await signedIn('viewer', '/refusals')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Help' }).click()
  await page.getByRole('link', { name: 'Operating the console' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Operating the console' })).toBeVisible()
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/docs\/operations#./)
  // What only a checkout has is named, and is no link.
  await expect(page.getByText('deploy/nginx.conf').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'deploy/nginx.conf' })).toHaveCount(0)
  await page.getByRole('link', { name: 'README', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Guide' })).toBeVisible()
  await page.getByRole('link', { name: 'Examples', exact: true }).click()
  await expect(page).toHaveURL(/\/docs\/smc-api#examples$/)
  await expect(page.getByRole('heading', { level: 2, name: 'Examples' })).toBeInViewport()
  await expect(page.getByRole('link', { name: '← Help' })).toHaveAttribute('href', '/docs')
})

test('every document is shown, without what a page can not have', async ({ signedIn }) => {
  const { page } = await signedIn('viewer', '/docs')
  const hrefs = (within: ReturnType<typeof page.locator>) =>
    within.getByRole('link').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
  const paths = await hrefs(page.getByRole('main').getByRole('list'))
  expect(paths).toHaveLength(6)
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.getByRole('main').getByRole('img')).toHaveCount(0)
    const odd = (await hrefs(page.getByRole('main'))).filter(
      (href) => !/^(#|\/docs\b|https?:)/.test(href),
    )
    expect(odd, path).toEqual([])
  }
})

test('programs and access keys lead to the document about the SMC API', async ({ signedIn }) => {
  const { page } = await signedIn('administrator', '/settings/access-keys')
  for (const path of ['/settings/access-keys', '/agent-api']) {
    await page.goto(path)
    await page.getByRole('main').getByRole('link', { name: 'SMC API', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'SMC API' })).toBeVisible()
  }
})
