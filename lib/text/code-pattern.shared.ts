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

/**
 * Whether a text that somebody searches for may be an activation code, or most of one: cut short by
 * a copy, or written in another case. What is searched for gets into addresses, where browsers and
 * logs keep it, and few characters that are missing are soon guessed.
 */
export function mayBeCode(text: string): boolean {
  if (codePattern.test(text)) return true
  const words = text.match(/[A-Za-z0-9]{24,}/g) ?? []
  return words.some((word) => {
    // Host names have digits at their end, if any; no ID has upper case.
    const isMixed = /[0-9][A-Za-z]/.test(word)
    const isWhole = /^act/i.test(word)
    return isMixed && (isWhole || (/[a-z]/.test(word) && /[A-Z]/.test(word)))
  })
}

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
