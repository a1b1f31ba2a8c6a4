import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addCode, readLedger } from './support/codes'
import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'
import { pathWithoutCurl, runScript, SHELLS } from './support/script'

for (const [name, shell] of SHELLS) {
  test(`${name} registers a machine with a code on standard input, and again for nothing`, async ({
    app,
    database,
  }) => {
    const { code, id } = await addCode(database, 3)
    const args = ['--url', app.url, '--machine-id', `${id}-${name}`]
    const first = await runScript(shell, args, { input: `${code}\n` })
    expect(first).toMatchObject({ status: 0, errors: '' })
    expect(first.output).toMatch(
      new RegExp(`^Registered as s-[a-z0-9]{20} with activation code ${id} \\(1 of 3\\)\\.\n$`),
    )
    expect((await runScript(shell, args, { input: code })).output).toMatch(
      /^Already registered as s-.*\(1 of 3\)/,
    )
    expect(await readLedger(database, id)).toEqual({ registeredCount: 1, registrations: 1 })
    const [server] = await database.run('SELECT * FROM "SourceServer" WHERE "machineId" = $1', [
      `${id}-${name}`,
    ])
    expect(server).toMatchObject({ platform: 'linux', agentVersion: 'register.sh/1' })
    expect(JSON.parse(String(server?.systemInfo))).toMatchObject({
      cpuCount: expect.any(Number),
      memoryBytes: expect.any(Number),
      kernel: expect.any(String),
    })
  })
}

test('the file that the dialog of a code saves is one to register with', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  const { id } = await issueCode(page, uniqueName())
  const downloading = page.waitForEvent('download')
  await codeDialog(page).getByRole('button', { name: 'Save as a file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe(`activation-code-${id}.env`)
  const file = test.info().outputPath('saved.env')
  await download.saveAs(file)
  const address = /^ACTIVATION_URL=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  for (const [index, [, shell]] of SHELLS.entries()) {
    const args = ['--url', address, '--machine-id', `${id}-${index}`, '--code-file', file]
    expect(await runScript(shell, args)).toMatchObject({
      status: 0,
      output: expect.stringContaining(`(${index + 1} of 100)`),
    })
  }
  // The dialog tells who came, and what was saved counts as copied.
  await expect(codeDialog(page).getByText('registered just now, 3 of 100.')).toBeVisible()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(codeDialog(page)).toBeHidden()
})

test('the code comes from a file or a variable too, with wget in place of curl', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 3)
  const { path, remove } = pathWithoutCurl()
  const file = join(path, 'code')
  writeFileSync(file, `${code}\n`, { mode: 0o600 })
  const args = ['--url', app.url, '--machine-id']
  const fromFile = await runScript(['dash'], [...args, `${id}-file`, '--code-file', file])
  expect(fromFile.output).toContain('(1 of 3)')
  const fromVariable = await runScript(['/bin/sh'], [...args, `${id}-variable`], {
    environment: { ACTIVATION_CODE: code },
    path,
  })
  expect(fromVariable).toMatchObject({ status: 0, errors: '' })
  expect(fromVariable.output).toContain('(2 of 3)')
  const checked = await runScript(['/bin/sh'], ['--url', app.url, '--check'], { input: code, path })
  expect(checked).toMatchObject({
    status: 0,
    output: expect.stringContaining('is active: 2 of 3 registered'),
  })
  remove()
})

test('--check uses nothing, and --dry-run sends nothing and needs no code', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 3)
  const checked = await runScript(['dash'], ['--url', app.url, '--check'], { input: code })
  expect(checked).toMatchObject({
    status: 0,
    output: expect.stringContaining(`Activation code ${id} is active: 0 of 3 registered`),
  })
  const shown = await runScript(['dash'], ['--dry-run', '--machine-id', 'a"b\\c'])
  expect(JSON.parse(shown.output)).toMatchObject({
    machineId: 'a"b\\c',
    platform: 'linux',
    hostname: expect.any(String),
    disks: expect.any(Array),
  })
  expect(await readLedger(database, id)).toEqual({ registeredCount: 0, registrations: 0 })
})

test('each refusal has its own exit status and says what to do', async ({ app, database }) => {
  const [disabled, expired, usedUp] = [
    await addCode(database, 1),
    await addCode(database, 1, -1),
    await addCode(database, 1),
  ]
  await database.run('UPDATE "AccessToken" SET "disabledAt" = "createdAt" WHERE id = $1', [
    disabled.id,
  ])
  const run = (machine: string, input: string, url = app.url) =>
    runScript(['dash'], ['--url', url, '--machine-id', machine, '--attempts', '1'], { input })
  expect(await run('x1', usedUp.code)).toMatchObject({ status: 0 })
  expect(await run('x2', `${usedUp.code.slice(0, -1)}_`)).toMatchObject({ status: 3 })
  expect(await run('x2', 'mistyped')).toMatchObject({
    status: 3,
    errors: expect.stringContaining('looks mistyped'),
  })
  expect(await run('x2', disabled.code)).toMatchObject({
    status: 4,
    errors: expect.stringContaining('was disabled'),
  })
  expect(await run('x2', expired.code)).toMatchObject({ status: 5 })
  expect(await run('x2', usedUp.code)).toMatchObject({
    status: 6,
    errors: expect.stringContaining('raise its count'),
  })
  expect(await run('x'.repeat(200), usedUp.code)).toMatchObject({
    status: 7,
    errors: expect.stringContaining('machineId: '),
  })
  expect(await run('x2', usedUp.code, `${app.url}/tokens`)).toMatchObject({
    status: 8,
    errors: expect.stringContaining('not the answer of a console'),
  })
  expect(await run('x2', usedUp.code, 'http://127.0.0.1:1')).toMatchObject({ status: 8 })
  expect(await run('x2', '')).toMatchObject({ status: 2 })
  const argument = await runScript(['dash'], ['--url', app.url, usedUp.code])
  expect(argument).toMatchObject({
    status: 2,
    errors: expect.stringContaining('must not be an argument'),
  })
  expect(argument.errors).not.toContain(usedUp.code)
})

test('the script tries again, and shows the code in no list of processes', async () => {
  const code = `act${'k'.repeat(29)}`
  let requests = 0
  let seen = ''
  const busy = createServer((request, response) => {
    requests += 1
    seen += request.headers.authorization
    const commands = spawn('sh', ['-c', 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\000" "\\n"'])
    commands.stdout.on('data', (chunk) => {
      seen += `\n${chunk}`
    })
    commands.once('close', () => {
      response.writeHead(requests < 3 ? 503 : 201, {
        'Retry-After': '0',
        'Content-Type': 'application/json',
      })
      response.end(
        JSON.stringify({ sourceId: 's-1', accessTokenId: 'at-1', registeredCount: 1, count: 2 }),
      )
    })
  })
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  const address = busy.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const { path, remove } = pathWithoutCurl()
  for (const search of [process.env.PATH, path]) {
    requests = 0
    seen = ''
    const run = await runScript(['/bin/sh'], ['--url', url, '--machine-id', 'm'], {
      input: code,
      path: search,
    })
    expect(run).toMatchObject({
      status: 0,
      output: 'Registered as s-1 with activation code at-1 (1 of 2).\n',
    })
    expect(run.errors.match(/trying again/g)).toHaveLength(2)
    expect(seen).toContain('register.sh')
    expect(seen.replaceAll(`Bearer ${code}`, '')).not.toContain(code)
  }
  remove()
  busy.close()
})

test('a page that says 200, a redirect and a hang-up do no harm', async () => {
  let asked = 0
  const stranger = createServer((request, response) => {
    asked += 1
    if (request.url?.startsWith('/elsewhere'))
      return response.writeHead(200).end('{"sourceId":"s-1","accessTokenId":"at-1"}')
    if (request.url?.startsWith('/moved'))
      return response.writeHead(307, { Location: '/elsewhere' }).end()
    if (request.url?.startsWith('/busy'))
      return response.writeHead(503, { 'Retry-After': '60' }).end()
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Welcome to the wifi</html>')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const address = stranger.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const { path, remove } = pathWithoutCurl()
  const temporary = mkdtempSync(join(tmpdir(), 'activation-console-tmp-'))
  const code = `act${'k'.repeat(29)}`
  for (const search of [process.env.PATH, path]) {
    const environment = { TMPDIR: temporary }
    const run = (base: string) =>
      runScript(['/bin/sh'], ['--url', base, '--machine-id', 'm', '--attempts', '1'], {
        input: code,
        path: search,
        environment,
      })
    expect(await run(url)).toMatchObject({
      status: 8,
      output: '',
      errors: expect.stringContaining('not the answer of a console'),
    })
    expect(await run(`${url}/moved`)).toMatchObject({ status: 8, output: '' })

    const before = asked
    const waiting = spawn(
      '/bin/sh',
      ['public/register.sh', '--url', `${url}/busy`, '--machine-id', 'm'],
      {
        env: {
          NODE_ENV: 'test',
          PATH: search,
          TMPDIR: temporary,
          ACTIVATION_CODE: code,
          ACTIVATION_KEY_FILE: test.info().outputPath('key'),
        },
        stdio: 'ignore',
      },
    )
    const ended = new Promise((resolve) => waiting.once('close', resolve))
    await expect.poll(() => asked).toBe(before + 1)
    await expect.poll(() => readdirSync(temporary)).toHaveLength(1)
    waiting.kill('SIGHUP')
    await ended
    expect(readdirSync(temporary)).toEqual([])
  }
  rmSync(temporary, { recursive: true })
  remove()
  stranger.close()
})

test('shellcheck has nothing to say, and the console serves the very script', async ({ app }) => {
  const checked = await new Promise((resolve) =>
    spawn('shellcheck', ['public/register.sh'], { stdio: 'ignore' }).once('close', resolve),
  )
  expect(checked).toBe(0)
  for (const name of ['register.sh', 'register.ps1']) {
    const response = await fetch(`${app.url}/${name}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toBe(readFileSync(`public/${name}`, 'utf8'))
  }
})
