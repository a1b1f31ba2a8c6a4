import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ROLES, type Role } from '../lib/actors/permissions.shared'
import { LIST_ADDRESS } from '../lib/waves/hosts/wire.shared'
import { ACTIONS, ENDPOINTS, ENROLLING, may, PAGES } from './support/access-table'
import { addCode } from './support/codes'
import { expect, test } from './support/fixtures'

/** Files of a folder, at whatever depth. */
const filesIn = (root: string, name: RegExp): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => join(root, path))

/** The address of a page or a handler, by its file. */
const addressOf = (file: string) =>
  file
    .replace(/^app/, '')
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\/(page\.tsx|route\.ts)$/, '') || '/'

/** The actions of the build that is tried, by their names. */
function builtActions(): Map<string, { id: string; page: string }> {
  // The entry of the build says where the rest of it lies.
  const [build = ''] = /\.next-[\w-]+/.exec(readFileSync('dist/main.mjs', 'utf8')) ?? []
  const manifest = JSON.parse(
    readFileSync(join(build, 'server/server-reference-manifest.json'), 'utf8'),
  ) as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>
  }
  return new Map(
    Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
      const [worker = ''] = Object.keys(workers)
      return [exportedName, { id, page: addressOf(`${worker}.tsx`) }]
    }),
  )
}

/** Calls an action with fields that mean nothing. @returns why it was refused */
async function call(page: Page, action: string, id: string): Promise<string> {
  const { id: actionId = '', page: at = '/' } = builtActions().get(action) ?? {}
  const answer = await page.request.post(at.replace('[id]', id), {
    maxRedirects: 0,
    headers: { 'next-action': actionId, 'content-type': 'text/plain;charset=UTF-8' },
    data: Buffer.from(JSON.stringify([{ nothing: 'of use', password: 7 }])),
  })
  const [, reason] = /"reason":"(signed_out|forbidden|invalid)"/.exec(await answer.text()) ?? []
  return reason ?? String(answer.status())
}

/** What the endpoints are sent that take more than an address. */
const SENT: Record<string, object> = {
  '/api/auth/active': {},
  [LIST_ADDRESS]: { apply: false, rows: [] },
}

const ask = (page: Page, address: string, path: string) =>
  SENT[address] ? page.request.post(path, { data: SENT[address] }) : page.request.get(path)

test('the table of who may what has a line for every page, action and endpoint', () => {
  expect(Object.keys(PAGES).sort()).toEqual(
    filesIn('app', /page\.tsx$/)
      .map(addressOf)
      .sort(),
  )
  expect(Object.keys(ACTIONS).sort()).toEqual([...builtActions().keys()].sort())
  const routes = filesIn('server', /\.ts$/).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/app\.(?:get|post|all)\(\s*'(\/[^']*)'/g)].map(
      ([, path]) => path ?? '',
    ),
  )
  // The SMC API shares "/" with a page; the rest is handed on to pages.
  const answered = [...filesIn('app', /route\.ts$/).map(addressOf), ...routes].filter(
    (path) => path !== '/' && path !== '/*',
  )
  expect(Object.keys(ENDPOINTS).sort()).toEqual([...new Set([...answered, LIST_ADDRESS])].sort())
})

test('strangers, deactivated people and each role get what the table says, and no more', async ({
  signedIn,
  visitor,
  database,
}) => {
  test.slow()
  const { id } = await addCode(database, 5)
  const gone = await signedIn('administrator', '/about')
  await database.run('UPDATE "Person" SET "deactivatedAt" = "createdAt" WHERE id = $1', [
    gone.person.id,
  ])
  const everybody: { page: Page; role: Role | undefined; name: string }[] = [
    { page: await visitor(), role: undefined, name: 'a stranger' },
    { page: gone.page, role: undefined, name: 'somebody deactivated' },
  ]
  for (const role of ROLES)
    everybody.push({ page: (await signedIn(role, '/about')).page, role, name: role })
  const pathOf = (address: string) => address.replace('[id]', id)
  const wrong: string[] = []
  const say = (name: string, what: string, found: unknown) =>
    wrong.push(`${name}, ${what}: ${found}`)

  for (const { page, role, name } of everybody) {
    for (const [address, allowed] of Object.entries(PAGES)) {
      const answer = await page.request.get(pathOf(address), { maxRedirects: 0 })
      const isSignIn = /^\/sign-in/.test(answer.headers().location ?? '')
      const isIn = answer.status() === 200 || (answer.status() === 307 && !isSignIn)
      // What belongs to another ID is no page for anybody.
      const isOther = answer.status() === 404 && address.includes('[id]')
      if (may(allowed, role) ? !isIn && !isOther : isIn) say(name, address, answer.status())
      if (role === undefined && allowed !== 'anybody' && !isSignIn) say(name, address, 'no sign-in')
    }
    for (const [address, allowed] of Object.entries(ENDPOINTS)) {
      if (allowed === 'anybody') continue
      const answer = await ask(page, address, pathOf(address))
      const refused = role === undefined ? 401 : 403
      const expected = may(allowed, role) ? 200 : refused
      if (answer.status() !== expected) say(name, address, answer.status())
    }
    for (const [action, allowed] of Object.entries(ACTIONS)) {
      if (action === 'signOutAction') continue
      const reason = await call(page, action, id)
      const refused = role === undefined ? 'signed_out' : 'forbidden'
      const expected = may(allowed, role) ? 'invalid' : refused
      if (reason !== expected) say(name, action, reason)
    }
  }
  expect(wrong).toEqual([])
})

test('whoever must set up a second factor may do that, and nothing else', async ({
  signedIn,
  database,
}) => {
  const { page, person } = await signedIn('administrator', '/about')
  await database.run('UPDATE "Session" SET "mustEnrol" = $1 WHERE "userId" = $2', [true, person.id])
  const wrong: string[] = []
  for (const [address, allowed] of Object.entries(PAGES)) {
    if (allowed === 'anybody' || address === '/second-factor') continue
    const answer = await page.request.get(address.replace('[id]', 'x'), { maxRedirects: 0 })
    if (!/^\/second-factor/.test(answer.headers().location ?? '')) wrong.push(address)
  }
  for (const [address, allowed] of Object.entries(ENDPOINTS)) {
    if (allowed === 'anybody' || address === '/api/auth/active') continue
    const answer = await ask(page, address, address.replace('[id]', 'x'))
    if (answer.status() !== 401) wrong.push(`${address} ${answer.status()}`)
  }
  for (const action of Object.keys(ACTIONS)) {
    if (action === 'signOutAction') continue
    const reason = await call(page, action, 'x')
    if (reason !== (ENROLLING.includes(action) ? 'invalid' : 'signed_out'))
      wrong.push(`${action} ${reason}`)
  }
  expect(wrong).toEqual([])
})
