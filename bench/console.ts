import { readFileSync } from 'node:fs'
import { type RunningConsole, startConsole } from '../e2e/support/console'

type MeasuredConsole = RunningConsole & { readyMilliseconds: number }

/** Starts the built console as it is, and tells how long that took. */
export async function startMeasured(environment: Record<string, string>): Promise<MeasuredConsole> {
  const startedAt = performance.now()
  const app = await startConsole({ LISTEN_ADDRESS: '127.0.0.1', ...environment })
  return { ...app, readyMilliseconds: Math.round(performance.now() - startedAt) }
}

/** What a process holds in memory, in MiB. */
export function memoryOf(pid: number): number {
  return Math.round(
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
  )
}

/** Seconds of a processor that a process has used. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** The middle one of some figures. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

export const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
