/** What has the form of an activation code, its checksum aside; for places that have no checksum at hand, like the browser. */
export const codePattern = /act[A-Za-z0-9]{29}/

/** Each place of a text where something of the form of a code begins, also where two overlap. */
export function codeCandidates(text: string): string[] {
  return [...text.matchAll(/(?=(act[A-Za-z0-9]{29}))/g)].map(([, candidate = '']) => candidate)
}
