/**
 * Reads a request's body as UTF-8 text, and stops at the first chunk that goes beyond what is allowed.
 * @returns `undefined` when it is longer than `maxBytes`
 */
export async function readBoundedText(request: Request, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
