import { expect, type Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { PASSWORD } from './people'
import { startSeverableProxy } from './severable-proxy'
import type { TestDatabase } from './test-database'

/** Takes the database away from a console: PostgreSQL by cutting the wire, SQLite by locking the file. */
export async function awayable(database: TestDatabase): Promise<{ url: string; takeAway(): void; bringBack(): void; close(): void }> {
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
