/**
 * What has the form of an activation code, its checksum aside; for places that have no checksum at
 * hand, like the browser.
 */
export const codePattern = /act[A-Za-z0-9]{29}/

/**
 * The same for texts that may hold long words: the checksum is a number of 32 bits, so its first
 * digit is at most 4.
 */
export const likelyCode = /act[A-Za-z0-9]{23}[0-4][A-Za-z0-9]{5}/

/** A text with what has the form of a code taken out of it, for what is kept. */
export function withoutCodes(text: string): string {
  return text.replace(/act[A-Za-z0-9]{29,}/g, 'act…')
}

/**
 * Each place of a text where something of the form of a code begins, also where two overlap, up to
 * a number of them.
 */
export function codeCandidates(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = []
  for (const [, candidate = ''] of text.matchAll(/(?=(act[A-Za-z0-9]{29}))/g)) {
    if (found.length >= most) break
    found.push(candidate)
  }
  return found
}
