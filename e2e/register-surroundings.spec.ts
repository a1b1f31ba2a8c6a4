import { spawn } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from './support/certificate'
import { addCode } from './support/codes'
import { expect, test } from './support/fixtures'
import { pathWithoutCurl, runScript, SHELLS } from './support/script'

const CODE = `act${'k'.repeat(29)}`
const REGISTERED = JSON.stringify({
  sourceId: 's-1',
  accessTokenId: 'at-1',
  registeredCount: 1,
  count: 2,
})
const ARGUMENTS = ['--machine-id', 'm', '--host-name', 'h']

/** Both clients that the script can send with. */
async function withEachClient(work: (path: string | undefined) => Promise<void>) {
  const { path, remove } = pathWithoutCurl()
  for (const each of [process.env.PATH, path]) await work(each)
  remove()
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function serving(handle: RequestListener): Promise<{ url: string; close: () => void }> {
  const server = createServer(handle)
  return { url: `http://127.0.0.1:${await listen(server)}`, close: () => server.close() }
}

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'activation-console-script-'))

/** The script with some of its places moved. */
function moved(folder: string, places: Record<string, string>): string {
  const file = join(folder, 'register.sh')
  const text = Object.entries(places).reduce(
    (script, [from, to]) => script.replace(from, to),
    readFileSync('public/register.sh', 'utf8'),
  )
  writeFileSync(file, text)
  return file
}

test('a certificate that is not trusted is said at once, with the way to trust it', async () => {
  const folder = temporaryFolder()
  const { key, certificate } = makeCertificate(folder)
  const server = createSecureServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (_request, response) =>
      response.writeHead(201, { 'Content-Type': 'application/json' }).end(REGISTERED),
  )
  const port = await listen(server)
  await withEachClient(async (path) => {
    const run = (host: string, ...more: string[]) =>
      runScript(['/bin/sh'], ['--url', `https://${host}:${port}`, ...ARGUMENTS, ...more], {
        input: CODE,
        path,
      })
    const untrusted = await run('localhost')
    expect(untrusted).toMatchObject({
      status: 13,
      errors: expect.stringContaining('--cacert FILE'),
    })
    expect(untrusted.errors).not.toContain('trying again')
    expect(await run('localhost', '--cacert', certificate)).toMatchObject({ status: 0, errors: '' })
    expect(await run('127.0.0.1', '--cacert', certificate)).toMatchObject({
      status: 13,
      errors: expect.stringContaining('another name'),
    })
    expect(await run('localhost', '--cacert', '/nowhere')).toMatchObject({ status: 2 })
  })
  server.close()
  rmSync(folder, { recursive: true })
})

test('an answer that is cut off is tried again, with a length or in pieces', async () => {
  await withEachClient(async (path) => {
    let asked = 0
    const { url, close } = await serving((request, response) => {
      asked += 1
      if (asked > 2)
        return response.writeHead(201, { 'Content-Type': 'application/json' }).end(REGISTERED)
      response.writeHead(201, asked === 1 ? { 'Content-Length': 400 } : {})
      response.write('{"sourceId":"s-1",', () => request.socket.destroy())
    })
    const run = await runScript(['/bin/sh'], ['--url', url, ...ARGUMENTS], { input: CODE, path })
    expect(run).toMatchObject({ status: 0, output: expect.stringContaining('Registered as s-1') })
    expect(run.errors.match(/trying again/g)).toHaveLength(2)
    const last = await runScript(['/bin/sh'], ['--url', url, ...ARGUMENTS, '--attempts', '1'], {
      input: CODE,
      path,
    })
    expect(last.status).toBe(0)
    close()
  })
})

test('pages of proxies are no answers of a console, whatever their status', async () => {
  const { url, close } = await serving((request, response) => {
    const status = Number(request.url?.slice(1, 4))
    response
      .writeHead(status, { 'Content-Type': 'text/html', Location: 'https://elsewhere.example/' })
      .end('<html>"code": no</html>')
  })
  await withEachClient(async (path) => {
    for (const status of [200, 401, 403, 404, 409, 410, 413, 422, 500]) {
      const run = await runScript(['/bin/sh'], ['--url', `${url}/${status}`, ...ARGUMENTS], {
        input: CODE,
        path,
      })
      expect(run, String(status)).toMatchObject({
        status: 8,
        output: '',
        errors: expect.stringContaining(`(status ${status})`),
      })
    }
    const redirected = await runScript(['/bin/sh'], ['--url', `${url}/308`, ...ARGUMENTS], {
      input: CODE,
      path,
    })
    expect(redirected).toMatchObject({
      status: 8,
      errors: expect.stringContaining('leads to https://elsewhere.example/'),
    })
    const busy = await runScript(
      ['/bin/sh'],
      ['--url', `${url}/503`, ...ARGUMENTS, '--attempts', '1'],
      { input: CODE, path },
    )
    expect(busy).toMatchObject({ status: 8, errors: expect.stringContaining('busy or away') })
  })
  close()
})

test('what somebody’s own curl and wget are told has no effect', async ({ app, database }) => {
  const { code, id } = await addCode(database, 2)
  const home = temporaryFolder()
  writeFileSync(join(home, '.curlrc'), 'proxy = http://127.0.0.1:1\noutput = /dev/null\n')
  writeFileSync(join(home, '.wgetrc'), 'use_proxy = on\nhttp_proxy = http://127.0.0.1:1\n')
  await withEachClient(async (path) => {
    const environment = { HOME: home, CURL_HOME: home, WGETRC: join(home, '.wgetrc') }
    expect(
      await runScript(['/bin/sh'], ['--url', `${app.url}//`, '--machine-id', id], {
        input: code,
        path,
        environment,
      }),
    ).toMatchObject({
      status: 0,
    })
  })
  rmSync(home, { recursive: true })
})

test('piped into a shell the script asks on the terminal, or says there is none', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 5)
  const key = test.info().outputPath('key')
  const run = (command: string, input: string, isOnTerminal: boolean) =>
    new Promise<{ status: number | null; output: string }>((resolve) => {
      const child = isOnTerminal
        ? spawn('script', ['-qec', command, '/dev/null'], {
            env: { ...process.env, ACTIVATION_KEY_FILE: key },
          })
        : spawn('setsid', ['-w', 'sh', '-c', command], {
            env: { ...process.env, ACTIVATION_KEY_FILE: key },
          })
      let output = ''
      const isAsked = () => output.includes('Activation code: ')
      const listen = (chunk: Buffer) => {
        const wasAsked = isAsked()
        output += chunk
        if (!wasAsked && isAsked()) child.stdin.write(input)
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('close', (status) => resolve({ status, output }))
    })
  for (const [name, shell] of SHELLS) {
    const piped =
      `cat public/register.sh | ${shell.join(' ')} -s -- --url ${app.url} --machine-id ` +
      `${id}-${name}`
    const asked = await run(piped, `${code}\n`, true)
    expect(asked.output).toContain('Registered as s-')
    expect(asked.output).not.toContain(code)
    expect(await run(piped, '', false)).toMatchObject({
      status: 2,
      output: expect.stringContaining('no terminal to ask'),
    })
    const half = await run(piped.replace('cat', 'head -c 15000'), '', false)
    expect(half.output).not.toMatch(/Registered|console/)
  }
})

test('each thing that a machine lacks has its own sentence and status', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 5)
  const folder = temporaryFolder()
  const args = ['--url', app.url, '--machine-id', id]
  const noFolder = { input: code, environment: { TMPDIR: '/nonexistent' } }
  expect(await runScript(['dash'], [...args, '--host-name', 'h'], noFolder)).toMatchObject({
    status: 0,
    errors: '',
  })
  const script = moved(folder, { ' /tmp /var/tmp; do': '; do' })
  expect(
    await runScript(['dash'], [...args, '--host-name', 'h'], { ...noFolder, script }),
  ).toMatchObject({
    status: 11,
    errors: expect.stringContaining('no temporary folder could be made in /nonexistent'),
  })

  const { path, remove } = pathWithoutCurl()
  rmSync(join(path, 'hostname'), { force: true })
  writeFileSync(join(path, 'hostname'), '#!/bin/sh\n')
  chmodSync(join(path, 'hostname'), 0o755)
  expect(await runScript(['/bin/sh'], args, { input: code, path })).toMatchObject({
    status: 12,
    errors: expect.stringContaining('--host-name'),
  })
  remove()

  for (const text of [
    `\uFEFF${code}\r\n`,
    `\n\n  ${code}  \n`,
    Buffer.from(`\uFEFF${code}\r\n`, 'utf16le'),
  ]) {
    const file = join(folder, 'code')
    writeFileSync(file, text)
    expect(
      await runScript(['dash'], [...args, '--host-name', 'h', '--code-file', file]),
    ).toMatchObject({ status: 0 })
  }
  expect(await runScript(['dash'], args, { input: 'at-0123456789abcdefghij' })).toMatchObject({
    status: 3,
    errors: expect.stringContaining('the ID of an activation code'),
  })
  rmSync(folder, { recursive: true })
})

test("the script tells disks once, the system's first, and no bridges", async () => {
  const folder = temporaryFolder()
  const disk = (name: string, { isHardware = true, isRemovable = false, wwid = '' } = {}) => {
    mkdirSync(join(folder, 'block', name, isHardware ? 'device' : 'slaves'), { recursive: true })
    writeFileSync(join(folder, 'block', name, 'size'), '2048\n')
    writeFileSync(join(folder, 'block', name, 'removable'), isRemovable ? '1\n' : '0\n')
    if (wwid) writeFileSync(join(folder, 'block', name, 'device/wwid'), wwid)
  }
  for (const name of ['dm-0', 'dm-1', 'md0', 'loop0', 'zram0']) disk(name, { isHardware: false })
  disk('nvme0n1')
  disk('sda', { wwid: 'naa.1' })
  disk('sdb', { wwid: 'naa.2' })
  disk('sdc', { isRemovable: true })
  disk('sdd', { wwid: 'naa.1' })
  // / lies on a volume, on an array, on a partition of sdb.
  mkdirSync(join(folder, 'block/sdb/sdb2'))
  writeFileSync(join(folder, 'block/sdb/sdb2/partition'), '2\n')
  symlinkSync('../../md0', join(folder, 'block/dm-0/slaves/md0'))
  symlinkSync('../../sdb/sdb2', join(folder, 'block/md0/slaves/sdb2'))
  mkdirSync(join(folder, 'devices'))
  symlinkSync('../block/dm-0', join(folder, 'devices/253:0'))
  writeFileSync(
    join(folder, 'mounts'),
    '22 1 253:0 / / rw,relatime shared:1 - ext4 /dev/mapper/root rw\n23 22 0:5 / /proc rw ' +
      '- proc proc rw\n',
  )

  const lines = [
    '1: br-1f2e    inet 172.18.0.1/16 brd 172.18.255.255 scope global br-1f2e\\       ' +
      'valid_lft forever',
    '2: docker0    inet 172.17.0.1/16 scope global docker0',
    '3: wg0    inet 10.99.0.2/24 scope global wg0',
    '4: br0    inet 192.0.2.7/24 scope global br0',
    '5: eth0@if9    inet 10.1.2.3/24 scope global dynamic eth0',
    '5: eth0    inet6 2001:db8::7/64 scope global dynamic mngtmpaddr',
    '5: eth0    inet6 2001:db8::9999/64 scope global temporary dynamic',
    '6: virbr0    inet 192.168.122.1/24 scope global virbr0',
  ]
  writeFileSync(
    join(folder, 'ip'),
    '#!/bin/sh\ncase "$*" in *route*) echo \'default via 10.1.2.1 dev eth0 proto dhcp\' ;; ' +
      `*) cat <<'END'\n${lines.join('\n')}\nEND\n;; esac\n`,
  )
  chmodSync(join(folder, 'ip'), 0o755)
  const script = moved(folder, {
    'BLOCK=/sys/block': `BLOCK=${folder}/block`,
    'DEVICES=/sys/dev/block': `DEVICES=${folder}/devices`,
    'MOUNTS=/proc/self/mountinfo': `MOUNTS=${folder}/mounts`,
  })
  for (const [, shell] of SHELLS) {
    const { output } = await runScript(shell, ['--dry-run', ...ARGUMENTS], {
      script,
      path: `${folder}:${process.env.PATH}`,
    })
    const facts = JSON.parse(output)
    expect(facts.disks.map(({ path }: { path: string }) => path)).toEqual([
      '/dev/sdb',
      '/dev/nvme0n1',
      '/dev/sda',
    ])
    expect(facts.ipAddresses).toEqual(['10.1.2.3', '2001:db8::7', '192.0.2.7', '10.99.0.2'])
  }
  rmSync(folder, { recursive: true })
})
