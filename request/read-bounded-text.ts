export type BoundedText =
  | { ok: true; text: string }
  | { ok: false; reason: 'too_large' | 'not_utf8' }

/**
 * Reads a request's body as UTF-8 text, and stops at the first chunk that goes beyond what is
 * allowed.
 */
export async function readBoundedText(request: Request, maxBytes: number): Promise<BoundedText> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) return { ok: false, reason: 'too_large' }
    chunks.push(chunk)
  }
  try {
    return {
      ok: true,
      text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)),
    }
  } catch {
    return { ok: false, reason: 'not_utf8' }
  }
}
