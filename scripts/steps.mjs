// What the commands do before the console runs. Plain Node: nothing is installed yet when the first
// of these starts.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'

// A console that holds secrets reports to nobody.
process.env.NEXT_TELEMETRY_DISABLED = '1'

/** Linux ends the program that takes most where memory runs out. */
const KILLED =
  'It was killed, most likely for want of memory: building needs 2 GiB (README, "Start").'

/**
 * Runs a program as one step, shown while it lasts. Its output appears only when it fails, which
 * ends everything.
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @param {{ mayFail?: boolean, show?: boolean }} options `mayFail` goes on after a failure; `show`
 *   lets the output through
 */
export async function step(title, command, args, { mayFail = false, show = false } = {}) {
  process.stdout.write(`… ${title}\n`)
  const startedAt = Date.now()
  const { status, output } = await run(command, args, show)
  if (status !== 0) {
    process.stderr.write(
      mayFail ? `– ${title}: not possible here.\n` : `${output}\n✗ ${title} failed.\n`,
    )
    if (mayFail) return
    process.exit(1)
  }
  process.stdout.write(
    `✓ ${title} (${Math.max(1, Math.round((Date.now() - startedAt) / 1000))} s)\n`,
  )
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
    child.once('close', (status, signal) =>
      resolve({ status, output: signal === 'SIGKILL' ? `${output}\n${KILLED}` : output }),
    )
  })
}

/** Ends with one line when Node is too old, before anything cryptic happens. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Node 20.19 or newer is needed; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/** How often a program that npm started looks whether npm is still there. */
const PARENT_MILLISECONDS = 500

/**
 * Runs the server in this process. npm ends at a signal without waiting for what it started: that
 * stops as well then.
 * @param {string} [program]
 */
export async function runServer(program = 'dist/main.mjs') {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, PARENT_MILLISECONDS)
  timer.unref()
  if (!process.env.npm_lifecycle_event) clearInterval(timer)
  await import(pathToFileURL(program).href)
}
