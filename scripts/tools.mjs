// What the tests of the register script run it with, besides what every system has.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { step } from './steps.mjs'

const TOOLS = ['curl', 'wget', 'dash', 'busybox', 'shellcheck']

const missing = () => TOOLS.filter((tool) => spawnSync(tool, ['--help'], { stdio: 'ignore' }).error)

/** Sees to it that the tools are there, by apt where there is one, or ends with what to install. */
export async function ensureTools() {
  if (missing().length === 0) return
  if (existsSync('/usr/bin/apt-get')) {
    await step('Updating the package lists of Debian', 'apt-get', ['update', '-qq'], { mayFail: true })
    await step(`Installing ${missing().join(', ')}`, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing()], {
      mayFail: true,
    })
  }
  if (missing().length === 0) return
  process.stderr.write(`The tests need ${missing().join(', ')}, which could not be installed. Install them and run npm test again.\n`)
  process.exit(1)
}
