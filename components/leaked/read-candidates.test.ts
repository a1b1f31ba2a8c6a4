import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { newCode } from '@/lib/tokens/code'
import { readCandidates, UnreadableFileError } from './read-candidates'

const [first, second] = [newCode(), newCode()]
const TEXT = `one ${first}\nand ${second}\nand ${first} again`
const read = (bytes: Uint8Array | string, most = 100) =>
  readCandidates(new Blob([bytes as BlobPart]), most)

describe('codes in a file', () => {
  it('are found each once, in their order', async () => {
    expect(await read(TEXT)).toEqual([first, second])
    expect(await read('')).toEqual([])
  })

  it('are found in what gzip compressed, twice too', async () => {
    expect(await read(gzipSync(TEXT))).toEqual([first, second])
    expect(await read(gzipSync(gzipSync(TEXT)))).toEqual([first, second])
  })

  it('are found in UTF-16, whichever way round', async () => {
    const little = Buffer.from(`\uFEFF${TEXT}`, 'utf16le')
    expect(await read(little)).toEqual([first, second])
    expect(await read(Buffer.from(little).swap16())).toEqual([first, second])
  })

  it('are found over the border of two pieces', async () => {
    for (const before of [65_530, 65_520, 131_060])
      expect(await read('x '.repeat(before / 2) + TEXT)).toContain(first)
  })

  it('are not looked for any further when there are more than enough', async () => {
    const many = Array.from({ length: 50 }, newCode).join('\n')
    expect((await read(many, 10)).length).toBeGreaterThan(10)
  })
})

describe('a file that can not be looked into', () => {
  it.each([
    ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04, 0]],
    ['compressed by bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['compressed by xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['compressed by Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
    ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ])('is said to be %s', async (what, bytes) => {
    const reading = read(Uint8Array.from(bytes))
    await expect(reading).rejects.toThrow(UnreadableFileError)
    await expect(reading).rejects.toThrow(what)
  })

  it('is not taken for clean where gzip ends too early', async () => {
    await expect(read(gzipSync(TEXT).subarray(0, -10))).rejects.toThrow()
  })
})
