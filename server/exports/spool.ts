import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes all parts of a file to the disk first, for a client that could not tell its end from a
 * broken line: HTTP/1.0, as nginx speaks it unless told otherwise, knows a file's end by its length
 * alone.
 * @returns the file, which is removed when it was read or the reader went away, and its length in
 *   bytes
 */
export async function spool(
  parts: AsyncIterable<string>,
): Promise<{ body: Readable; length: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'activation-console-export-'))
  const file = join(folder, 'export')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(Readable.from(parts), createWriteStream(file, { mode: 0o600 }))
    const { size } = await stat(file)
    const body = createReadStream(file)
    body.once('close', remove)
    return { body, length: size }
  } catch (error) {
    await remove()
    throw error
  }
}
