import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAgent } from './support/agent'
import { addCode, readLedger } from './support/codes'
import { expect, test } from './support/fixtures'
import { pathWithoutCurl, runScript } from './support/script'

const SHELLS: [name: string, command: string[]][] = [
  ['dash', ['dash']],
  ['busybox', ['busybox', 'ash']],
  ['bash', ['bash', '--posix']],
]

for (const [name, shell] of SHELLS) {
  test(`${name} registers a machine with a code on standard input, and again for nothing`, async ({ app, database }) => {
    const { code, id } = await addCode(database, 3)
    const args = ['--url', app.url, '--machine-id', `${id}-${name}`]
    const first = await runScript(shell, args, { input: `${code}\n` })
    expect(first).toMatchObject({ status: 0, errors: '' })
    expect(first.output).toMatch(new RegExp(`^Registered as s-[a-z0-9]{20} with activation code ${id} \\(1 of 3\\)\\.\n$`))
    expect((await runScript(shell, args, { input: code })).output).toContain('(1 of 3)')
    expect(await readLedger(database, id)).toEqual({ registeredCount: 1, registrations: 1 })
    const [server] = await database.run('SELECT * FROM "SourceServer" WHERE "machineId" = $1', [`${id}-${name}`])
    expect(server).toMatchObject({ platform: 'linux', agentVersion: 'register.sh/1' })
    expect(JSON.parse(String(server?.systemInfo))).toMatchObject({
      cpuCount: expect.any(Number),
      memoryBytes: expect.any(Number),
      kernel: expect.any(String),
    })
  })
}

test('the code comes from a file or a variable too, with wget in place of curl', async ({ app, database }) => {
  const { code, id } = await addCode(database, 3)
  const { path, remove } = pathWithoutCurl()
  const file = join(path, 'code')
  writeFileSync(file, `${code}\n`, { mode: 0o600 })
  const args = ['--url', app.url, '--machine-id']
  const fromFile = await runScript(['dash'], [...args, `${id}-file`, '--code-file', file])
  expect(fromFile.output).toContain('(1 of 3)')
  const fromVariable = await runScript(['/bin/sh'], [...args, `${id}-variable`], { environment: { ACTIVATION_CODE: code }, path })
  expect(fromVariable).toMatchObject({ status: 0, errors: '' })
  expect(fromVariable.output).toContain('(2 of 3)')
  const checked = await runScript(['/bin/sh'], ['--url', app.url, '--check'], { input: code, path })
  expect(checked).toMatchObject({ status: 0, output: expect.stringContaining('is active: 2 of 3 registered') })
  remove()
})

test('--check uses nothing, and --dry-run sends nothing and needs no code', async ({ app, database }) => {
  const { code, id } = await addCode(database, 3)
  const checked = await runScript(['dash'], ['--url', app.url, '--check'], { input: code })
  expect(checked).toMatchObject({ status: 0, output: expect.stringContaining(`Activation code ${id} is active: 0 of 3 registered`) })
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
  const [disabled, expired, usedUp] = [await addCode(database, 1), await addCode(database, 1, -1), await addCode(database, 1)]
  await database.run('UPDATE "AccessToken" SET "disabledAt" = "createdAt" WHERE id = $1', [disabled.id])
  const run = (machine: string, input: string, url = app.url) =>
    runScript(['dash'], ['--url', url, '--machine-id', machine, '--attempts', '1'], { input })
  expect(await run('x1', usedUp.code)).toMatchObject({ status: 0 })
  expect(await run('x2', `${usedUp.code.slice(0, -1)}_`)).toMatchObject({ status: 3 })
  expect(await run('x2', 'mistyped')).toMatchObject({ status: 3, errors: expect.stringContaining('looks mistyped') })
  expect(await run('x2', disabled.code)).toMatchObject({ status: 4, errors: expect.stringContaining('was disabled') })
  expect(await run('x2', expired.code)).toMatchObject({ status: 5 })
  expect(await run('x2', usedUp.code)).toMatchObject({ status: 6, errors: expect.stringContaining('raise its count') })
  expect(await run('x'.repeat(200), usedUp.code)).toMatchObject({ status: 7, errors: expect.stringContaining('machineId: ') })
  expect(await run('x2', usedUp.code, `${app.url}/tokens`)).toMatchObject({
    status: 8,
    errors: expect.stringContaining('not the answer of a console'),
  })
  expect(await run('x2', usedUp.code, 'http://127.0.0.1:1')).toMatchObject({ status: 8 })
  expect(await run('x2', '')).toMatchObject({ status: 2 })
  const argument = await runScript(['dash'], ['--url', app.url, usedUp.code])
  expect(argument).toMatchObject({ status: 2, errors: expect.stringContaining('must not be an argument') })
  expect(argument.errors).not.toContain(usedUp.code)
})

test('the script tries again while the console is busy, and the code is in no list of processes', async () => {
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
      response.writeHead(requests < 3 ? 503 : 201, { 'Retry-After': '0', 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ sourceId: 's-1', accessTokenId: 'at-1', registeredCount: 1, count: 2 }))
    })
  })
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  const address = busy.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const { path, remove } = pathWithoutCurl()
  for (const search of [process.env.PATH, path]) {
    requests = 0
    seen = ''
    const run = await runScript(['/bin/sh'], ['--url', url, '--machine-id', 'm'], { input: code, path: search })
    expect(run).toMatchObject({ status: 0, output: 'Registered as s-1 with activation code at-1 (1 of 2).\n' })
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
    if (request.url?.startsWith('/elsewhere')) return response.writeHead(200).end('{"sourceId":"s-1","accessTokenId":"at-1"}')
    if (request.url?.startsWith('/moved')) return response.writeHead(307, { Location: '/elsewhere' }).end()
    if (request.url?.startsWith('/busy')) return response.writeHead(503, { 'Retry-After': '60' }).end()
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
      runScript(['/bin/sh'], ['--url', base, '--machine-id', 'm', '--attempts', '1'], { input: code, path: search, environment })
    expect(await run(url)).toMatchObject({ status: 8, output: '', errors: expect.stringContaining('not the answer of a console') })
    expect(await run(`${url}/moved`)).toMatchObject({ status: 8, output: '' })

    const before = asked
    const waiting = spawn('/bin/sh', ['public/register.sh', '--url', `${url}/busy`, '--machine-id', 'm'], {
      env: { NODE_ENV: 'test', PATH: search, TMPDIR: temporary, ACTIVATION_CODE: code, ACTIVATION_KEY_FILE: test.info().outputPath('key') },
      stdio: 'ignore',
    })
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
  const checked = await new Promise((resolve) => spawn('shellcheck', ['public/register.sh'], { stdio: 'ignore' }).once('close', resolve))
  expect(checked).toBe(0)
  for (const name of ['register.sh', 'register.ps1']) {
    const response = await fetch(`${app.url}/${name}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toBe(readFileSync(`public/${name}`, 'utf8'))
  }
})

/** The script as it runs on hardware that tells of itself in a folder, and with a place for its keys of its own. */
function onHardware(folder: string, uuid: string, address = '52:54:00:00:00:01', hasNumbers = true): string {
  const hardware = join(folder, uuid)
  mkdirSync(join(hardware, 'dmi/id'), { recursive: true })
  mkdirSync(join(hardware, 'net/eth0/device'), { recursive: true })
  if (hasNumbers) writeFileSync(join(hardware, 'dmi/id/product_uuid'), `${uuid}\n`)
  writeFileSync(join(hardware, 'net/eth0/addr_assign_type'), '0\n')
  writeFileSync(join(hardware, 'net/eth0/ifindex'), '2\n')
  writeFileSync(join(hardware, 'net/eth0/address'), `${address}\n`)
  const script = join(folder, `${uuid}.sh`)
  const text = readFileSync('public/register.sh', 'utf8')
  writeFileSync(script, text.replace('STATE=/var/lib', `STATE=${folder}`).replace('HARDWARE=/sys/class', `HARDWARE=${hardware}`))
  return script
}

test('a machine makes a key before its first attempt, keeps it where only its owner reads, and a cloned disk makes another', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 20)
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-state-'))
  const run = (script: string, shell: string[], machine = id) =>
    runScript(shell, ['--url', app.url, '--machine-id', machine], { input: code, script, environment: { ACTIVATION_KEY_FILE: '' } })
  const original = onHardware(folder, 'aaaa-1')
  // At once, as two hands may start it: one key all the same.
  const first = await Promise.all(SHELLS.map(([, shell]) => run(original, shell)))
  for (const each of first) expect(each).toMatchObject({ status: 0, errors: '' })
  const keys = join(folder, 'activation-console')
  expect(readdirSync(keys)).toEqual(['machine-key-aaaa1'])
  const file = join(keys, 'machine-key-aaaa1')
  expect([statSync(keys).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
  expect(await run(original, ['dash'])).toMatchObject({ status: 0, output: expect.stringContaining('(1 of 20)') })

  const clone = await run(onHardware(folder, 'bbbb-2'), ['dash'])
  expect(clone).toMatchObject({ status: 10, output: '', errors: expect.stringContaining('give it a machine ID of its own') })
  expect(readdirSync(keys)).toHaveLength(2)
  expect(await run(onHardware(folder, 'bbbb-2'), ['dash'], `${id}-new`)).toMatchObject({ status: 0 })
  expect(await readLedger(database, id)).toEqual({ registeredCount: 2, registrations: 2 })

  // Another network card does not make it another machine, where it has numbers of its own.
  expect(await run(onHardware(folder, 'aaaa-1', '52:54:00:00:00:99'), ['dash'])).toMatchObject({ status: 0 })
  expect(await run(onHardware(folder, 'cccc-3', '52:54:00:00:00:03', false), ['dash'], `${id}-bare`)).toMatchObject({ status: 0 })
  expect(readdirSync(keys)).toContain('machine-key-525400000003')

  const key = readFileSync(file, 'utf8')
  expect(key).toMatch(/^[A-Za-z0-9]{43}$/)
  expect(await database.dump()).not.toContain(key)
  expect(app.output()).not.toContain(key)
  writeFileSync(file, 'broken')
  expect(await run(original, ['dash'])).toMatchObject({ status: 2, errors: expect.stringContaining('holds no machine key') })
  rmSync(folder, { recursive: true })
})

test('where no key can be kept, the machine says so and registers without', async ({ app, database }) => {
  const { code, id } = await addCode(database, 5)
  const args = ['--url', app.url, '--machine-id', id, '--key-file', '/dev/null/key']
  const run = await runScript(['dash'], args, { input: code })
  expect(run).toMatchObject({ status: 0, errors: expect.stringContaining('no machine key could be kept') })
  expect(run.output).toContain('(1 of 5)')
})

test('the ID of the operating system leaves the machine as a hash only; sent as it is, it is the same machine', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 5)
  const raw = id.slice(3).padEnd(32, '0')
  const uuid = '01234567-89ab-cdef-0123-456789abcdef'
  for (const [, shell] of SHELLS) {
    const shown = JSON.parse((await runScript(shell, ['--dry-run', '--machine-id', raw])).output)
    expect(shown.machineId).toBe(createHash('sha256').update(`activation-console machine ${raw}`).digest('hex'))
    expect(JSON.stringify(shown)).not.toContain('machineKey')
    const upper = JSON.parse((await runScript(shell, ['--dry-run', '--machine-id', uuid.toUpperCase()])).output)
    expect(upper.machineId).toBe(createHash('sha256').update(`activation-console machine ${uuid.toUpperCase()}`).digest('hex'))
    for (const own of ['web-1', `${raw}0`, `${uuid}-`, '-'.repeat(36)])
      expect(JSON.parse((await runScript(shell, ['--dry-run', '--machine-id', own])).output).machineId).toBe(own)
  }
  const agent = await createAgent(app.url, '198.51.100.30')
  const hostname = JSON.parse((await runScript(['dash'], ['--dry-run', '--machine-id', raw])).output).hostname
  expect(await agent.register(code, { machineId: raw, hostname })).toMatchObject({ status: 201 })
  expect(await runScript(['dash'], ['--url', app.url, '--machine-id', raw], { input: code })).toMatchObject({
    status: 0,
    output: expect.stringContaining('(1 of 5)'),
  })
  expect(await readLedger(database, id)).toEqual({ registeredCount: 1, registrations: 1 })
  expect(await database.dump()).not.toContain(raw)
})
