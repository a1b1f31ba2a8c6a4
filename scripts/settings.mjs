// Where the settings come from: the environment, .env, and a secret that the first start makes.
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadDotenv } from './dotenv.mjs'

// Next would read .env again, with rules of its own.
process.env.__NEXT_PROCESSED_ENV = 'true'

const SECRETS = 'data/secrets.env'

/**
 * Reads `.env` and, where that and the environment name no secret, the one that `npm start` made.
 * Ends with one line where that is not possible.
 */
export function readSecrets() {
  orEnd(() => {
    if (existsSync('.env')) loadDotenv('.env')
    if (process.env.CONSOLE_SECRET === '') delete process.env.CONSOLE_SECRET
    if (!process.env.CONSOLE_SECRET && existsSync(SECRETS)) loadDotenv(SECRETS)
  })
}

/**
 * Sees to it that there is a secret: from the environment, else from a file that only its owner can
 * read, made at the first start.
 */
export function ensureSecrets() {
  readSecrets()
  if (process.env.CONSOLE_SECRET) return
  orEnd(() => {
    mkdirSync('data', { recursive: true, mode: 0o700 })
    makeSecrets()
    loadDotenv(SECRETS)
  }, 'Set CONSOLE_SECRET, or let the program write there.')
}

/** Another start at the same moment may have been faster: then its secret is ours. */
function makeSecrets() {
  // Whole under its name or not there: nobody may read half of it.
  const part = `${SECRETS}.${process.pid}`
  writeFileSync(part, `CONSOLE_SECRET=${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  try {
    linkSync(part, SECRETS)
    process.stdout.write(`✓ Made the secrets: ${SECRETS}\n`)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  } finally {
    rmSync(part)
  }
}

/** @param {() => void} work @param {string} [hint] what to do where the system refuses */
function orEnd(work, hint = '') {
  try {
    work()
  } catch (error) {
    const { message, code } = /** @type {NodeJS.ErrnoException} */ (error)
    process.stderr.write(`Activation Console can't start. ${message}${code ? `. ${hint}` : ''}\n`)
    process.exit(1)
  }
}
