import { type Browser, expect, type Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { startConsole } from './console'
import { addPerson, PASSWORD } from './people'
import { startSeverableProxy } from './severable-proxy'
import { createTestDatabase, type Provider, type TestDatabase } from './test-database'

/**
 * Takes the database away from a console: PostgreSQL by cutting the wire, SQLite by locking the
 * file.
 */
export async function awayable(
  database: TestDatabase,
): Promise<{ url: string; takeAway(): void; bringBack(): void; close(): void }> {
  if (database.url.startsWith('file:')) {
    let lock: Sqlite.Database | undefined
    return {
      url: database.url,
      takeAway() {
        lock = new Sqlite(database.url.slice('file:'.length))
        lock.exec('BEGIN EXCLUSIVE')
      },
      bringBack: () => lock?.close(),
      close: () => {},
    }
  }
  const url = new URL(database.url)
  const proxy = await startSeverableProxy(Number(url.port), url.hostname)
  url.port = String(proxy.port)
  return { url: url.href, takeAway: proxy.cut, bringBack: proxy.mend, close: proxy.close }
}

export async function signIn(page: Page, email: string) {
  await page.goto('/sign-in?next=/tokens')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Activation codes', level: 1 })).toBeVisible()
}

/**
 * A console of one's own with somebody signed in, whose database can be taken away; `end` stops and
 * removes all of it.
 */
export async function severableConsole(browser: Browser, provider: Provider) {
  const database = await createTestDatabase(provider)
  const way = await awayable(database)
  const app = await startConsole({
    DATABASE_URL: way.url,
    ADMIN_EMAIL: 'first@example.com',
    ADMIN_PASSWORD: PASSWORD,
  })
  const person = await addPerson(database, 'operator')
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, person.email)
  async function end() {
    await page.close()
    await app.stop()
    way.close()
    await database.remove()
  }
  return { database, way, app, page, end }
}

/** A console of one's own with somebody signed in, that can be stopped and started again. */
export async function stoppableConsole(browser: Browser, provider: Provider) {
  const database = await createTestDatabase(provider)
  const environment = {
    DATABASE_URL: database.url,
    ADMIN_EMAIL: 'first@example.com',
    ADMIN_PASSWORD: PASSWORD,
  }
  const app = await startConsole(environment)
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, environment.ADMIN_EMAIL)
  const startAgain = () => startConsole({ ...environment, PORT: String(app.port) })
  return { database, app, page, startAgain }
}
