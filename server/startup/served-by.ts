import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '@/lib/env'

/**
 * Marks the build that this process serves, so that it is not removed; on a file system that can
 * only be read nothing is.
 */
export function markServed(): void {
  const folder = join(env().BUILD_FOLDER, 'served-by')
  const mark = join(folder, String(process.pid))
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(mark, '')
  } catch {
    return
  }
  process.once('exit', () => rmSync(mark, { force: true }))
}
