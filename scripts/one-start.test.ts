import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

/** Starts that each write when they begin and end, in one folder. */
function starts(folder: string, count: number): Promise<unknown[]> {
  const program = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as pause } from 'node:timers/promises'
    import { alone } from '${resolve('scripts/one-start.mjs')}'
    await alone(async () => {
      appendFileSync('order', 'begin ')
      await pause(100)
      appendFileSync('order', 'end ')
    })`
  return Promise.all(
    Array.from({ length: count }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        cwd: folder,
        stdio: 'inherit',
      })
      return new Promise((done) => child.once('exit', done))
    }),
  )
}

it('lets one start change the checkout at a time, also after one that was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-start-'))
  writeFileSync(join(folder, '.starting'), '4194304')
  expect(await starts(folder, 4)).toEqual([0, 0, 0, 0])
  expect(readFileSync(join(folder, 'order'), 'utf8')).toBe('begin end '.repeat(4))
  expect(existsSync(join(folder, '.starting'))).toBe(false)
  rmSync(folder, { recursive: true })
})
