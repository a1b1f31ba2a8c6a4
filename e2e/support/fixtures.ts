import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { Role } from '../../lib/actors/permissions.shared'
import { type RunningConsole, startConsole } from './console'
import { addPerson, addSession, PASSWORD, type Person } from './people'
import { createTestDatabase, type Provider, type TestDatabase } from './test-database'

export type ConsoleOptions = { provider: Provider }

type TestFixtures = {
  /**
   * A new person of a role who is signed in, in a browser of their own, with a page open. Their
   * session is put into the database; with `by: 'password'` they sign in as people do, which takes
   * the console a while.
   */
  signedIn: (
    role: Role,
    path?: string,
    how?: { by: 'password' },
  ) => Promise<{ page: Page; context: BrowserContext; person: Person }>
  /** A browser that comes from an address no other test has. */
  visitor: () => Promise<Page>
}

type WorkerFixtures = ConsoleOptions & { database: TestDatabase; app: RunningConsole }

/** What React says of a page that came otherwise than it makes it: it throws it away. */
const HYDRATION_ERROR = /React error #(418|423|425)\b/

let addresses = 0

/** An address of its own for each browser: throttles are counted per address. */
function newAddress(workerIndex: number): string {
  addresses += 1
  return `10.${workerIndex % 250}.${Math.floor(addresses / 250)}.${addresses % 250}`
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  provider: ['sqlite', { option: true, scope: 'worker' }],

  database: [
    async ({ provider }, use) => {
      const database = await createTestDatabase(provider)
      await use(database)
      await database.remove()
    },
    { scope: 'worker' },
  ],

  app: [
    async ({ database }, use) => {
      const app = await startConsole({
        DATABASE_URL: database.url,
        TRUSTED_PROXIES: 'loopback',
        ADMIN_EMAIL: 'first@example.com',
        ADMIN_PASSWORD: PASSWORD,
      })
      await use(app)
      await app.stop()
    },
    { scope: 'worker' },
  ],

  visitor: async ({ browser, app }, use, { workerIndex }) => {
    const contexts: BrowserContext[] = []
    const unlike: string[] = []
    await use(async () => {
      const context = await browser.newContext({
        baseURL: app.url,
        extraHTTPHeaders: { 'x-forwarded-for': newAddress(workerIndex) },
      })
      contexts.push(context)
      context.on('weberror', (thrown) => {
        const { message } = thrown.error()
        if (HYDRATION_ERROR.test(message)) unlike.push(`${thrown.page()?.url()}: ${message}`)
      })
      return context.newPage()
    })
    expect(unlike, 'pages that React made anew, unlike the server').toEqual([])
    await Promise.all(contexts.map((context) => context.close()))
  },

  signedIn: async ({ app, database, visitor }, use) => {
    await use(async (role, path = '/tokens', how) => {
      const person = await addPerson(database, role)
      const page = await visitor()
      const context = page.context()
      if (how?.by === 'password') {
        const answer = await context.request.post('/api/auth/sign-in', {
          data: { email: person.email, password: PASSWORD },
        })
        expect(answer.status()).toBe(200)
      } else await context.addCookies([{ ...(await addSession(database, person)), url: app.url }])
      await page.goto(path)
      return { page, context, person }
    })
  },
})

export { expect } from '@playwright/test'

/** The form beside the list of codes on a wide screen, and on its own page. */
export const issueForm = (page: Page) =>
  page.getByRole('region', { name: 'Issue an activation code' })

/** The same form, in the dialog of the header where it does not stand on the page. */
async function anyIssueForm(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  if (await issueForm(page).isVisible()) return issueForm(page)
  await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
  return page.getByRole('dialog', { name: 'Issue an activation code' })
}

/** The dialog that shows a code. */
export const codeDialog = (page: Page) =>
  page.getByRole('dialog', { name: 'Activation code', exact: true })

/** The table of the codes. */
export const tokenTable = (page: Page) => page.getByRole('table', { name: 'Activation codes' })

/** Issues a code with the form, and leaves its dialog open. */
export async function issueCode(page: Page, name: string): Promise<{ code: string; id: string }> {
  const form = await anyIssueForm(page)
  await form.getByLabel('Name').fill(name)
  await form.getByRole('button', { name: 'Issue code' }).click()
  const code = await codeDialog(page).getByLabel('Activation code').inputValue()
  const id =
    (await codeDialog(page)
      .getByText(/^at-[a-z0-9]{20}$/)
      .textContent()) ?? ''
  return { code, id }
}

/** A name that no other test uses. */
export function uniqueName(): string {
  return `test-${crypto.randomUUID()}`
}
