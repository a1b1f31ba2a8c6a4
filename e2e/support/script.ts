import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from '@playwright/test'

/** The shells that the script must run in. */
export const SHELLS: [name: string, command: string[]][] = [
  ['dash', ['dash']],
  ['busybox', ['busybox', 'ash']],
  ['bash', ['bash', '--posix']],
]

type Run = { status: number | null; output: string; errors: string }

/** Runs the script in a shell, with the code on standard input as a person would paste it. */
export function runScript(
  shell: string[],
  args: string[],
  {
    input = '',
    environment = {} as Record<string, string>,
    path = process.env.PATH,
    script = 'public/register.sh',
  } = {},
): Promise<Run> {
  return new Promise((resolve) => {
    const [command = 'sh', ...rest] = shell
    const keyFile = { ACTIVATION_KEY_FILE: test.info().outputPath('machine-key') }
    const child = spawn(command, [...rest, script, ...args], {
      env: { NODE_ENV: 'test', PATH: path, ...keyFile, ...environment },
    })
    const run = { output: '', errors: '' }
    child.stdout.on('data', (chunk) => {
      run.output += chunk
    })
    child.stderr.on('data', (chunk) => {
      run.errors += chunk
    })
    child.once('close', (status) => resolve({ status, ...run }))
    child.stdin.on('error', () => {}) // the script may end before it reads
    child.stdin.end(input)
  })
}

/** A PATH on which all is found but curl, so that the script must use wget. */
export function pathWithoutCurl(): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-path-'))
  for (const tool of [
    'sh',
    'sed',
    'tr',
    'head',
    'tail',
    'awk',
    'grep',
    'uname',
    'hostname',
    'mktemp',
    'rm',
    'cat',
    'sleep',
    'wget',
    'ip',
    'getconf',
    'stty',
    'sha256sum',
    'mkdir',
    'ln',
  ]) {
    const found = (process.env.PATH ?? '')
      .split(delimiter)
      .map((part) => join(part, tool))
      .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    if (found) symlinkSync(found, join(folder, tool))
  }
  return { path: folder, remove: () => rmSync(folder, { recursive: true }) }
}
