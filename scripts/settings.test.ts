import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'activation-console-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/**
 * Runs some code with a module of ours, as the commands do, in a folder that stands for the
 * checkout.
 */
function run(module: string, code: string) {
  const program = `import * as ours from '${resolve('scripts', module)}'\n${code}`
  const env = { PATH: process.env.PATH, NODE_ENV: 'test' as const }
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
}

it('makes a secret that only its owner can read, once', () => {
  const shown = 'ours.ensureSecrets(); console.log(process.env.CONSOLE_SECRET)'
  const [first, second] = [run('settings.mjs', shown), run('settings.mjs', shown)]
  expect(first.stdout).toMatch(/✓ Made the secrets: data\/secrets\.env\n[0-9a-f]{64}\n$/)
  expect(second.stdout).toBe(first.stdout.split('\n')[1]?.concat('\n'))
  expect(readdirSync(join(folder, 'data'))).toEqual(['secrets.env'])
  expect(statSync(join(folder, 'data/secrets.env')).mode & 0o777).toBe(0o600)
})

it('takes a password from .env as it was written', () => {
  writeFileSync(
    join(folder, '.env'),
    "\uFEFFADMIN_PASSWORD='Correct-horse$HOME#9x!ab'\r\n" +
      'CONSOLE_SECRET=0123456789abcdef0123456789abcdef\r\n',
  )
  const { stdout } = run(
    'settings.mjs',
    'ours.ensureSecrets(); console.log(process.env.ADMIN_PASSWORD, ' +
      'process.env.__NEXT_PROCESSED_ENV)',
  )
  expect(stdout).toBe('Correct-horse$HOME#9x!ab true\n')
})

it.each([
  [
    'a line that readers would not agree on',
    () => writeFileSync(join(folder, '.env'), 'ADMIN_PASSWORD=hush#9x\n'),
    /\.env, line 1, ADMIN_PASSWORD/,
  ],
  [
    'secrets that can not be read',
    () => mkdirSync(join(folder, 'data/secrets.env'), { recursive: true }),
    /data\/secrets\.env can't be read .* Let its owner start/,
  ],
])('ends with one line at %s', (_, make, reason) => {
  make()
  const { status, stderr } = run('settings.mjs', 'ours.ensureSecrets()')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Activation Console can't start\. [^\n]*\n$/)
  expect(stderr).not.toContain('hush')
  expect(stderr).toMatch(reason)
})

it('tells that a step was killed for want of memory', () => {
  const { status, stderr } = run(
    'steps.mjs',
    `await ours.step('Building', 'sh', ['-c', 'kill -9 $$'])`,
  )
  expect(status).toBe(1)
  expect(stderr).toContain('building needs 2 GiB')
})
