// Builds: each in a folder of its own, which nothing touches while a console serves it.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../lib/instances/is-running.mjs'
import { addCompileHints } from './compile-hints.mjs'
import { compressFiles } from './compress.mjs'
import { step } from './steps.mjs'

/** Where a build is made, before it is whole and gets its name. */
const UNFINISHED = '.next'

/** What supervisors start: leads to the newest build. */
const ENTRY = 'dist/main.mjs'

/** What goes into a build; a change of any of it makes the build old. */
export const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'request',
  'server',
  'scripts/generate.mjs',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'proxy.ts',
  'next.config.js',
  'prisma.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** @param {string} sources digest of what is built */
const folderOf = (sources) => `.next-${sources.slice(0, 12)}`

/** Whether there is a whole build of these very sources, which is the one that is started. */
export function isBuilt() {
  const folder = folderOf(digestOfSources())
  return (
    existsSync(`${folder}/main.mjs`) &&
    existsSync('generated/sqlite/client.ts') &&
    readIfThere(ENTRY) === entryTo(folder)
  )
}

/**
 * Generates the database clients and builds, unless there is a build of these very sources.
 * @param {{ isGenerated?: boolean }} options `isGenerated`: the clients are there
 */
export async function ensureBuilt({ isGenerated = false } = {}) {
  if (isBuilt()) return
  const wanted = digestOfSources()
  const folder = folderOf(wanted)
  if (!isGenerated) await generate()
  if (!existsSync(`${folder}/main.mjs`)) {
    process.env.BUILD_OF_SOURCES = wanted
    process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = actionKey(wanted)
    await step('Building', process.execPath, ['node_modules/next/dist/bin/next', 'build'])
    rmSync(`${UNFINISHED}/cache`, { recursive: true, force: true })
    addCompileHints(`${UNFINISHED}/static`)
    compressFiles(`${UNFINISHED}/static`)
    await bundleServer(`${UNFINISHED}/main.mjs`)
    rmSync(folder, { recursive: true, force: true })
    renameSync(UNFINISHED, folder)
  }
  leadTo(folder)
  removeUnused()
}

/**
 * Bundles the server with what it uses of ours; packages stay outside.
 * @param {string} outfile
 */
export async function bundleServer(outfile) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: ['server/main.ts'],
    outfile,
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

/** Generates the database clients. */
export async function generate() {
  await step('Generating the database clients', process.execPath, ['scripts/generate.mjs'])
}

/** @param {string} folder */
const entryTo = (folder) =>
  `process.env.BUILD_FOLDER = '${folder}'\nawait import('../${folder}/main.mjs')\n`

/** @param {string} folder */
function leadTo(folder) {
  mkdirSync('dist', { recursive: true })
  writeFileSync(`${ENTRY}.part`, entryTo(folder))
  renameSync(`${ENTRY}.part`, ENTRY)
}

/**
 * So many builds are kept whether they are marked or not: a console that may only read its checkout
 * can't mark the one it serves.
 */
const KEPT = 4

/** Removes old builds that no console serves any more. */
function removeUnused() {
  const builds = readdirSync('.').filter((folder) => /^\.next-[0-9a-f]{12}$/.test(folder))
  const age = (/** @type {string} */ folder) => statSync(folder).mtimeMs
  for (const folder of builds.sort((a, b) => age(b) - age(a)).slice(KEPT)) {
    const servers = existsSync(`${folder}/served-by`) ? readdirSync(`${folder}/served-by`) : []
    if (!servers.some((pid) => isRunning(Number(pid))))
      rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The key of the actions: their names follow from it, and what they would close over is encrypted
 * with it. Instances that are built apart, from the same sources with the same secret, must
 * understand each other's pages; without a secret at hand it is random, and instances must share
 * one build.
 * @param {string} sources digest of what is built
 */
function actionKey(sources) {
  const secret = process.env.CONSOLE_SECRET
  const key = secret
    ? createHmac('sha256', secret).update(`actions of ${sources}`).digest()
    : randomBytes(32)
  return key.toString('base64')
}

/**
 * Of names and contents. Line ends don't count: the same sources are the same build from any
 * checkout.
 */
function digestOfSources() {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(filesUnder)) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(path, 'latin1').replaceAll('\r\n', '\n'))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .filter((name) => !name.includes('.test.'))
    .flatMap((name) => filesUnder(join(path, name)))
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
