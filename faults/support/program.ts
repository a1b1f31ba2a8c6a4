import {
  type ChildProcess,
  execFileSync,
  type SpawnOptions,
  spawn,
  spawnSync,
} from 'node:child_process'
import { connect } from 'node:net'

/** A program that a test runs beside the console. */
export type Program = {
  pid: number
  hasEnded: () => boolean
  output: () => string
  end: (signal?: NodeJS.Signals) => Promise<void>
}

/** Starts a program; what it writes is kept, to be shown where it ends too early. */
export function startProgram(command: string, args: string[], options: SpawnOptions = {}): Program {
  const child: ChildProcess = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  child.stdout?.on('data', (chunk) => (written += chunk))
  child.stderr?.on('data', (chunk) => (written += chunk))
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => resolve()).once('error', () => resolve()),
  )
  return {
    pid: child.pid ?? 0,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    output: () => written,
    async end(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}

/** Waits until a program listens, or fails with what it wrote. */
export async function listening(
  program: Program,
  port: number,
  address = '127.0.0.1',
): Promise<void> {
  while (!(await accepts(port, address))) {
    if (program.hasEnded())
      throw new Error(`A program ended before it listened:\n${program.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function accepts(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address, () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** The user that PostgreSQL runs as: it refuses to run as root. Else the one who runs the tests. */
export function postgresUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Sends a signal to a process and all that it started itself; to none that is gone. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  for (const each of [pid, ...stdout.split('\n').filter(Boolean).map(Number)])
    signalProcess(each, signal)
}

/** Sends a signal to a process that may be gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
