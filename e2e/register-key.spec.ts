import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAgent } from './support/agent'
import { addCode, readLedger } from './support/codes'
import { expect, test } from './support/fixtures'
import { runScript, SHELLS } from './support/script'

/**
 * The script as it runs on hardware that tells of itself in a folder, and with a place for its keys
 * of its own.
 */
function onHardware(
  folder: string,
  uuid: string,
  address = '52:54:00:00:00:01',
  hasNumbers = true,
): string {
  const hardware = join(folder, uuid)
  mkdirSync(join(hardware, 'dmi/id'), { recursive: true })
  mkdirSync(join(hardware, 'net/eth0/device'), { recursive: true })
  if (hasNumbers) writeFileSync(join(hardware, 'dmi/id/product_uuid'), `${uuid}\n`)
  writeFileSync(join(hardware, 'net/eth0/addr_assign_type'), '0\n')
  writeFileSync(join(hardware, 'net/eth0/ifindex'), '2\n')
  writeFileSync(join(hardware, 'net/eth0/address'), `${address}\n`)
  const script = join(folder, `${uuid}.sh`)
  const text = readFileSync('public/register.sh', 'utf8')
  writeFileSync(
    script,
    text
      .replace('STATE=/var/lib', `STATE=${folder}`)
      .replace('HARDWARE=/sys/class', `HARDWARE=${hardware}`),
  )
  return script
}

test('a machine keeps the key it makes, and a cloned disk makes another', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 20)
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-state-'))
  const run = (script: string, shell: string[], machine = id) =>
    runScript(shell, ['--url', app.url, '--machine-id', machine], {
      input: code,
      script,
      environment: { ACTIVATION_KEY_FILE: '' },
    })
  const original = onHardware(folder, 'aaaa-1')
  // At once, as two hands may start it: one key all the same.
  const first = await Promise.all(SHELLS.map(([, shell]) => run(original, shell)))
  for (const each of first) expect(each).toMatchObject({ status: 0, errors: '' })
  const keys = join(folder, 'activation-console')
  expect(readdirSync(keys)).toEqual(['machine-key-aaaa1'])
  const file = join(keys, 'machine-key-aaaa1')
  expect([statSync(keys).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
  expect(await run(original, ['dash'])).toMatchObject({
    status: 0,
    output: expect.stringContaining('(1 of 20)'),
  })

  const clone = await run(onHardware(folder, 'bbbb-2'), ['dash'])
  expect(clone).toMatchObject({
    status: 10,
    output: '',
    errors: expect.stringContaining('give it a machine ID of its own'),
  })
  expect(readdirSync(keys)).toHaveLength(2)
  expect(await run(onHardware(folder, 'bbbb-2'), ['dash'], `${id}-new`)).toMatchObject({
    status: 0,
  })
  expect(await readLedger(database, id)).toEqual({ registeredCount: 2, registrations: 2 })

  // Another network card does not make it another machine, where it has numbers of its own.
  expect(await run(onHardware(folder, 'aaaa-1', '52:54:00:00:00:99'), ['dash'])).toMatchObject({
    status: 0,
  })
  expect(
    await run(onHardware(folder, 'cccc-3', '52:54:00:00:00:03', false), ['dash'], `${id}-bare`),
  ).toMatchObject({ status: 0 })
  expect(readdirSync(keys)).toContain('machine-key-525400000003')

  const key = readFileSync(file, 'utf8')
  expect(key).toMatch(/^[A-Za-z0-9]{43}$/)
  expect(await database.dump()).not.toContain(key)
  expect(app.output()).not.toContain(key)
  writeFileSync(file, 'broken')
  expect(await run(original, ['dash'])).toMatchObject({
    status: 2,
    errors: expect.stringContaining('holds no machine key'),
  })
  rmSync(folder, { recursive: true })
})

test('where no key can be kept, the machine says so and registers without', async ({
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 5)
  const args = ['--url', app.url, '--machine-id', id, '--key-file', '/dev/null/key']
  const run = await runScript(['dash'], args, { input: code })
  expect(run).toMatchObject({
    status: 0,
    errors: expect.stringContaining('no machine key could be kept'),
  })
  expect(run.output).toContain('(1 of 5)')
})

test('the machine ID of the system is sent and stored as a hash', async ({ app, database }) => {
  const { code, id } = await addCode(database, 5)
  const raw = id.slice(3).padEnd(32, '0')
  const uuid = '01234567-89ab-cdef-0123-456789abcdef'
  for (const [, shell] of SHELLS) {
    const shown = JSON.parse((await runScript(shell, ['--dry-run', '--machine-id', raw])).output)
    expect(shown.machineId).toBe(
      createHash('sha256').update(`activation-console machine ${raw}`).digest('hex'),
    )
    expect(JSON.stringify(shown)).not.toContain('machineKey')
    const upper = JSON.parse(
      (await runScript(shell, ['--dry-run', '--machine-id', uuid.toUpperCase()])).output,
    )
    expect(upper.machineId).toBe(
      createHash('sha256').update(`activation-console machine ${uuid.toUpperCase()}`).digest('hex'),
    )
    for (const own of ['web-1', `${raw}0`, `${uuid}-`, '-'.repeat(36)])
      expect(
        JSON.parse((await runScript(shell, ['--dry-run', '--machine-id', own])).output).machineId,
      ).toBe(own)
  }
  const agent = await createAgent(app.url, '198.51.100.30')
  const hostname = JSON.parse(
    (await runScript(['dash'], ['--dry-run', '--machine-id', raw])).output,
  ).hostname
  expect(await agent.register(code, { machineId: raw, hostname })).toMatchObject({ status: 201 })
  expect(
    await runScript(['dash'], ['--url', app.url, '--machine-id', raw], { input: code }),
  ).toMatchObject({
    status: 0,
    output: expect.stringContaining('(1 of 5)'),
  })
  expect(await readLedger(database, id)).toEqual({ registeredCount: 1, registrations: 1 })
  expect(await database.dump()).not.toContain(raw)
})
