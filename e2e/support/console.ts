import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '../../scripts/temporary-postgres'

/** A console that runs: the production build, as a process of its own. */
export type RunningConsole = {
  url: string
  port: number
  /** Of its process. */
  pid: number
  /** All that it wrote to the terminal so far, or since there were so many characters of it. */
  output(from?: number): string
  /** @returns the exit status */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export const SECRET = 'only-for-tests-0123456789abcdefghij'

type Environment = Record<string, string | undefined>

function launch(environment: Environment): {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
} {
  const child = spawn(process.execPath, ['dist/main.mjs'], {
    // The console sees these variables alone: nothing of the machine that the tests run on.
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      CONSOLE_SECRET: SECRET,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  child.stdout?.on('data', (chunk) => {
    written += chunk
  })
  child.stderr?.on('data', (chunk) => {
    written += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => written, ended }
}

/** Starts a console and waits until it says that it is ready. */
export async function startConsole(environment: Environment): Promise<RunningConsole> {
  const port = environment.PORT ? Number(environment.PORT) : await freePort()
  const { child, output, ended } = launch({ PORT: String(port), ...environment })
  const ready = new Promise<void>((resolve) =>
    child.stdout?.on('data', () => output().includes('is ready:') && resolve()),
  )
  await Promise.race([
    ready,
    ended.then(() => {
      throw new Error(`The console ended:\n${output()}`)
    }),
  ])
  return {
    url: `http://localhost:${port}`,
    port,
    pid: child.pid ?? 0,
    output: (from = 0) => output().slice(from),
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

/** Starts a console that is expected to refuse: gives its exit status and all that it wrote. */
export async function startInVain(
  environment: Environment,
): Promise<{ status: number | null; output: string }> {
  const { child, output, ended } = launch({ PORT: String(await freePort()), ...environment })
  child.stdout?.on('data', () => output().includes('is ready:') && child.kill())
  return { status: await ended, output: output() }
}
