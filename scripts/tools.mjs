// Programs that tests run beside the console, where no package of npm has them.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { step } from './steps.mjs'

/**
 * @typedef {{ program: string, debian: string }} Tool `program` as it is called, and the package of
 *   Debian that has it
 */

/** What the tests of the register script run it with, besides what every system has. */
export const SHELLS = ['curl', 'wget', 'dash', 'busybox', 'shellcheck', 'openssl'].map((name) => ({
  program: name,
  debian: name,
}))

export const FAULTS = [
  { program: 'nginx', debian: 'nginx-light' },
  { program: 'pgbouncer', debian: 'pgbouncer' },
  { program: '/usr/lib/postgresql/15/bin/postgres', debian: 'postgresql-15' },
]

export const CLUSTER = [
  ...FAULTS,
  { program: 'etcd', debian: 'etcd-server' },
  { program: 'haproxy', debian: 'haproxy' },
  { program: 'patroni', debian: 'patroni' },
]

/**
 * Sees to it that the tools are there, by apt where there is one, or ends with what to install.
 * @param {Tool[]} tools
 */
export async function ensureTools(tools) {
  const missing = () =>
    tools
      .filter(({ program }) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error)
      .map(({ debian }) => debian)
  if (missing().length === 0) return
  if (existsSync('/usr/bin/apt-get')) {
    await step('Updating the package lists of Debian', 'apt-get', ['update', '-qq'], {
      mayFail: true,
    })
    await step(
      `Installing ${missing().join(', ')}`,
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...missing()],
      {
        mayFail: true,
      },
    )
  }
  if (missing().length === 0) return
  process.stderr.write(
    `The tests need ${missing().join(', ')}, which could not be installed. Install them ` +
      'and run the tests again.\n',
  )
  process.exit(1)
}
