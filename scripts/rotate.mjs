// npm run secrets:rotate: encrypts the secrets of the access keys with a new secret of the program.
// Where CONSOLE_SECRET comes from the environment, set the new one there and the old one as CONSOLE_SECRET_PREVIOUS first.
// Where `npm start` made it, a new one is made; the old one stays beside it until all is encrypted anew, so that a run
// that is killed can be run again.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const SECRETS = 'data/secrets.env'

if (existsSync('.env')) process.loadEnvFile('.env')
const isOurs = !process.env.CONSOLE_SECRET && existsSync(SECRETS)

/** @param {string[]} lines written whole or not at all */
function writeSecrets(lines) {
  writeFileSync(`${SECRETS}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
  renameSync(`${SECRETS}.new`, SECRETS)
}

if (isOurs) {
  const lines = readFileSync(SECRETS, 'utf8')
  const current = /^CONSOLE_SECRET=(.+)$/m.exec(lines)?.[1]
  if (!/^CONSOLE_SECRET_PREVIOUS=/m.test(lines))
    writeSecrets([`CONSOLE_SECRET=${randomBytes(32).toString('hex')}`, `CONSOLE_SECRET_PREVIOUS=${current}`])
  process.loadEnvFile(SECRETS)
}
if (!process.env.CONSOLE_SECRET || !process.env.CONSOLE_SECRET_PREVIOUS) {
  process.stderr.write('Set CONSOLE_SECRET to the new secret and CONSOLE_SECRET_PREVIOUS to the old one, then run this again.\n')
  process.exit(1)
}

const { status } = spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'scripts/rotate-secrets.ts'], {
  stdio: 'inherit',
})
if (status !== 0) process.exit(status ?? 1)
if (isOurs) writeSecrets([`CONSOLE_SECRET=${process.env.CONSOLE_SECRET}`])
process.stdout.write('Start the console again. Everybody signs in anew.\n')
