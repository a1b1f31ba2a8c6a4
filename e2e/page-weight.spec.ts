import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { addCode } from './support/codes'
import { expect, test } from './support/fixtures'

/** Bytes of gzipped JavaScript that any page may load, whatever the machine. */
const MOST_SCRIPT_BYTES = 243_000

/** Opens a page, and tells what its scripts weigh until nothing more is loaded. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = []
  const listen = (response: Response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  }
  page.on('response', listen)
  await page.goto(path, { waitUntil: 'networkidle' })
  page.off('response', listen)
  const weights = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
  return weights.reduce((sum, weight) => sum + weight, 0)
}

test('the pages of visitors load little script', async ({ visitor }) => {
  const page = await visitor()
  for (const path of ['/sign-in', '/setup', '/nowhere']) {
    expect.soft(await scriptBytes(page, path), path).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
  }
})

test('every page of the console loads little script', async ({ signedIn, database }) => {
  test.slow()
  const { page, person } = await signedIn('administrator', '/settings/account')
  const { id } = await addCode(database, 1)
  const paths = [
    '/',
    '/tokens',
    `/tokens/${id}`,
    '/tokens/find',
    '/sources',
    '/audit',
    '/agent-api',
    '/settings/access-keys',
    '/settings/account',
    '/settings/sign-in',
    '/people',
    `/people/${person.id}`,
    '/waves',
    '/waves/new',
  ]
  for (const path of paths) {
    expect.soft(await scriptBytes(page, path), path).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
  }
})
