// What the commands do before the console runs. Plain Node: nothing is installed yet when the first of these starts.
import { spawn } from 'node:child_process'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compressFiles } from './compress.mjs'

// A console that holds secrets reports to nobody.
process.env.NEXT_TELEMETRY_DISABLED = '1'

const BUILT = '.next/built-from'
const SERVER = 'dist/main.mjs'
const SECRETS = 'data/secrets.env'

/** What goes into a build; a change of any of it makes the build old. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'request',
  'server',
  'scripts/generate.mjs',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'prisma.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/**
 * Runs a program as one step, shown while it lasts. Its output appears only when it fails, which ends everything.
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @param {{ mayFail?: boolean, show?: boolean }} options `mayFail` goes on after a failure; `show` lets the output through
 */
export async function step(title, command, args, { mayFail = false, show = false } = {}) {
  process.stdout.write(`… ${title}\n`)
  const startedAt = Date.now()
  const { status, output } = await run(command, args, show)
  if (status !== 0) {
    process.stderr.write(mayFail ? `– ${title}: not possible here.\n` : `${output}\n✗ ${title} failed.\n`)
    if (mayFail) return
    process.exit(1)
  }
  process.stdout.write(`✓ ${title} (${Math.max(1, Math.round((Date.now() - startedAt) / 1000))} s)\n`)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {boolean} show
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function run(command, args, show) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.once('error', (error) => resolve({ status: 1, output: error.message }))
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** Ends with one line when Node is too old, before anything cryptic happens. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Node 20.19 or newer is needed; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/**
 * Generates the database clients and builds, unless there is a build of these very sources.
 * @param {{ isGenerated?: boolean }} options `isGenerated`: the clients are there
 */
export async function ensureBuilt({ isGenerated = false } = {}) {
  const wanted = digest(SOURCES.flatMap(filesUnder).flatMap((path) => [path, readFileSync(path)]))
  if (readIfThere(BUILT) === wanted && existsSync('generated/sqlite/client.ts') && existsSync(SERVER)) return
  process.env.BUILD_OF_SOURCES = wanted
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = actionKey(wanted)
  if (!isGenerated) await generate()
  await step('Building', process.execPath, ['node_modules/next/dist/bin/next', 'build'])
  compressFiles('.next/static')
  await bundleServer()
  writeFileSync(BUILT, wanted)
}

/** How often a program that npm started looks whether npm is still there. */
const PARENT_MILLISECONDS = 500

/** Runs the server in this process. npm ends at a signal without waiting for what it started: that stops as well then. */
export async function runServer() {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, PARENT_MILLISECONDS)
  timer.unref()
  if (!process.env.npm_lifecycle_event) clearInterval(timer)
  await import(pathToFileURL(SERVER).href)
}

/** Bundles the server with what it uses of ours; packages stay outside. */
export async function bundleServer() {
  const { build } = await import('esbuild')
  await build({
    entryPoints: ['server/main.ts'],
    outfile: SERVER,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    // Marks what must not reach a browser; here nothing does.
    alias: { 'server-only': './node_modules/server-only/empty.js' },
    sourcemap: 'linked',
    logLevel: 'warning',
  })
}

/**
 * The key of the actions: their names follow from it, and what they would close over is encrypted with it. Instances that are
 * built apart, from the same sources with the same secret, must understand each other's pages; without a secret at hand
 * it is random, and instances must share one build.
 * @param {string} sources digest of what is built
 */
function actionKey(sources) {
  const secret = process.env.CONSOLE_SECRET
  const key = secret ? createHmac('sha256', secret).update(`actions of ${sources}`).digest() : randomBytes(32)
  return key.toString('base64')
}

/** Generates the database clients. */
export async function generate() {
  await step('Generating the database clients', process.execPath, ['scripts/generate.mjs'])
}

/** Reads `.env` and, where that and the environment name no secret, the one that `npm start` made. */
export function readSecrets() {
  if (existsSync('.env')) process.loadEnvFile('.env')
  if (process.env.CONSOLE_SECRET === '') delete process.env.CONSOLE_SECRET
  if (!process.env.CONSOLE_SECRET && existsSync(SECRETS)) process.loadEnvFile(SECRETS)
}

/** Sees to it that there is a secret: from the environment, else from a file that only its owner can read, made at the first start. */
export function ensureSecrets() {
  readSecrets()
  if (process.env.CONSOLE_SECRET) return
  if (!existsSync(SECRETS)) {
    mkdirSync('data', { recursive: true, mode: 0o700 })
    writeFileSync(SECRETS, `CONSOLE_SECRET=${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    process.stdout.write(`✓ Made the secrets: ${SECRETS}\n`)
  }
  process.loadEnvFile(SECRETS)
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .filter((name) => !name.includes('.test.'))
    .flatMap((name) => filesUnder(join(path, name)))
}

/** @param {(string | Buffer)[]} parts */
function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
