import { encodedCandidates } from './encoded-candidates'

/**
 * Characters of one piece that the next one must see again: a code, however it is disguised, may
 * lie over the border.
 */
const OVERLAP = 4_096

/** How files begin that hold their text in a form which is not looked into. */
const UNREADABLE: [what: string, begins: number[]][] = [
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['compressed by bzip2', [0x42, 0x5a, 0x68]],
  ['compressed by xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['compressed by Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]
const GZIP = [0x1f, 0x8b]
const MOST_BEGINNING = 8

/** A file that can't be looked into; its message says what it is. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError'
}

/**
 * Every string of the form of a code in a file of any size, each once, in the order of appearance;
 * in one that gzip compressed too. The file is read in pieces and does not leave the browser.
 * @param most where to stop
 * @throws UnreadableFileError for what is compressed in another way; what gzip says of a file that
 *   is not whole
 */
export async function readCandidates(file: Blob, most: number): Promise<string[]> {
  return candidatesOf(file.stream(), most)
}

async function candidatesOf(stream: ReadableStream<Uint8Array>, most: number): Promise<string[]> {
  const { beginning, whole } = await peek(stream)
  if (beginsWith(beginning, GZIP)) {
    return candidatesOf(
      whole.pipeThrough(
        new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
      ),
      most,
    )
  }
  for (const [what, begins] of UNREADABLE)
    if (beginsWith(beginning, begins)) throw new UnreadableFileError(what)

  const found = new Set<string>()
  const decoder = new TextDecoderStream(encodingOf(beginning)) as ReadableWritablePair<
    string,
    Uint8Array
  >
  const reader = whole.pipeThrough(decoder).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return [...found]
    const piece = rest + value
    for (const candidate of encodedCandidates(piece)) found.add(candidate)
    if (found.size > most) {
      await reader.cancel()
      return [...found]
    }
    rest = piece.slice(-OVERLAP)
  }
}

/** Reads how a stream begins, and gives it back whole. */
async function peek(
  stream: ReadableStream<Uint8Array>,
): Promise<{ beginning: Uint8Array; whole: ReadableStream<Uint8Array> }> {
  const reader = stream.getReader()
  const read: Uint8Array[] = []
  let length = 0
  let isDone = false
  while (length < MOST_BEGINNING && !isDone) {
    const { done, value } = await reader.read()
    isDone = done
    if (value) {
      read.push(value)
      length += value.length
    }
  }
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = read.shift() ?? (await reader.read()).value
      if (next) controller.enqueue(next)
      else controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return {
    beginning: Uint8Array.from(read.flatMap((piece) => [...piece.subarray(0, MOST_BEGINNING)])),
    whole,
  }
}

const beginsWith = (bytes: Uint8Array, begins: number[]) =>
  begins.every((byte, index) => bytes[index] === byte)

/** Windows writes some logs in UTF-16, which its first two bytes may tell. */
function encodingOf(beginning: Uint8Array): string {
  if (beginsWith(beginning, [0xff, 0xfe])) return 'utf-16le'
  if (beginsWith(beginning, [0xfe, 0xff])) return 'utf-16be'
  return 'utf-8'
}
