import { codeCandidates } from '@/lib/tokens/code-pattern'

/** Characters of one piece that the next one must see again: a code may lie over the border. */
const OVERLAP = 31

/**
 * Every string of the form of a code in a file of any size and kind, each once, in the order of appearance. The file is read
 * in pieces and does not leave the browser.
 * @param most where to stop
 */
export async function readCandidates(file: Blob, most: number): Promise<string[]> {
  const found = new Set<string>()
  const encoding = await encodingOf(file)
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream(encoding) as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return [...found]
    const piece = rest + value
    for (const candidate of codeCandidates(piece)) found.add(candidate)
    if (found.size > most) {
      await reader.cancel()
      return [...found]
    }
    rest = piece.slice(-OVERLAP)
  }
}

/** Windows writes some logs in UTF-16, which its first two bytes tell. */
async function encodingOf(file: Blob): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
