// Compresses what browsers load, once for all: beside each file of text lie one for gzip and one
// for Brotli.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TEXT = new Set(['.js', '.css', '.json', '.svg', '.txt'])
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** @param {string} folder with all that lies below it */
export function compressFiles(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.has(extname(entry.name))) continue
    const file = join(entry.parentPath, entry.name)
    const content = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(content, BROTLI))
  }
}
