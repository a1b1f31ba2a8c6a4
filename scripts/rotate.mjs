// npm run secrets:rotate: encrypts the secrets of the access keys with a new secret of the program.
// Where CONSOLE_SECRET comes from the environment, set the new one there and the old one as
// CONSOLE_SECRET_PREVIOUS first. Where `npm start` made it, the first run makes a new one and keeps
// the old one beside it, with which a console that was not stopped can still be read; a further
// run, when nothing is left that needs it, forgets the old one.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadDotenv } from './dotenv.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const SECRETS = 'data/secrets.env'
const NAMES = ['CONSOLE_SECRET', 'CONSOLE_SECRET_PREVIOUS']

if (existsSync('.env')) loadDotenv('.env')
for (const name of NAMES) if (!process.env[name]) delete process.env[name]
const isOurs = !process.env.CONSOLE_SECRET && existsSync(SECRETS)
if (isOurs) delete process.env.CONSOLE_SECRET_PREVIOUS

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** @param {string} text @param {string} name */
const settingIn = (text, name) => new RegExp(`^${name}=(.+)$`, 'm').exec(text)?.[1]

/**
 * @param {Record<string, string>} secrets the file's other lines stay; it is written whole or not
 *   at all
 */
function writeSecrets(secrets) {
  const others = readFileSync(SECRETS, 'utf8')
    .split('\n')
    .filter((line) => line && !NAMES.some((name) => line.startsWith(`${name}=`)))
  const lines = [...Object.entries(secrets).map(([name, value]) => `${name}=${value}`), ...others]
  writeFileSync(`${SECRETS}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
  renameSync(`${SECRETS}.new`, SECRETS)
}

let isSecondRun = false
if (isOurs) {
  const text = readFileSync(SECRETS, 'utf8')
  const current = settingIn(text, 'CONSOLE_SECRET') ?? stop(`${SECRETS} holds no CONSOLE_SECRET.`)
  isSecondRun = settingIn(text, 'CONSOLE_SECRET_PREVIOUS') !== undefined
  if (!isSecondRun)
    writeSecrets({
      CONSOLE_SECRET: randomBytes(32).toString('hex'),
      CONSOLE_SECRET_PREVIOUS: current,
    })
  loadDotenv(SECRETS)
}
if (!process.env.CONSOLE_SECRET || !process.env.CONSOLE_SECRET_PREVIOUS)
  stop(
    'Set CONSOLE_SECRET to the new secret and CONSOLE_SECRET_PREVIOUS to the old one, ' +
      'then run this again.',
  )

const run = ['--conditions=react-server', '--import', 'tsx', 'scripts/rotate-secrets.ts']
const { status, stdout } = spawnSync(process.execPath, run, {
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
})
process.stdout.write(stdout)
if (status !== 0) process.exit(status ?? 1)
if (isSecondRun && stdout.startsWith('0 ')) {
  writeSecrets({ CONSOLE_SECRET: process.env.CONSOLE_SECRET ?? '' })
  process.stdout.write('The old secret is forgotten.\n')
} else {
  process.stdout.write(
    'Start the console again. Everybody signs in again. Then run this once more, which ' +
      'forgets the old secret.\n',
  )
}
