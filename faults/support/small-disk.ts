import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, small enough to be filled. */
export type SmallDisk = {
  folder: string
  /** Leaves not a byte free. */
  fill: () => void
  /** Takes away what filled it. */
  relieve: () => void
  setReadOnly: (isReadOnly: boolean) => void
  remove: () => void
}

const CHUNK_BYTES = 64 * 1024

/** @param megabytes its size */
export function createSmallDisk(megabytes: number): SmallDisk {
  if (process.getuid?.() !== 0)
    throw new Error(
      'These tests fill a disk of their own, which only root may mount. Run them as root.',
    )
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  const filling = join(folder, 'filling')
  return {
    folder,
    fill() {
      for (const bytes of [CHUNK_BYTES, 1]) appendUntilFull(filling, bytes)
    },
    relieve: () => rmSync(filling),
    setReadOnly: (isReadOnly) =>
      void execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder]),
    remove() {
      execFileSync('umount', [folder])
      rmdirSync(folder)
    },
  }
}

function appendUntilFull(file: string, bytes: number): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
