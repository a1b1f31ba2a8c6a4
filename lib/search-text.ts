/** Characters that LIKE takes for wildcards, and those of the private use area that stand for them where we search. */
const STAND_INS: Record<string, string> = { '%': '\uE000', _: '\uE001', '\\': '\uE002' }

/**
 * A text as it is stored to be searched, and as it is searched for: in lower case, and without the characters that mean
 * something to LIKE, which the two databases escape in different ways.
 */
export function searchText(text: string): string {
  return text.toLowerCase().replace(/[%_\\]/g, (character) => STAND_INS[character] ?? character)
}
