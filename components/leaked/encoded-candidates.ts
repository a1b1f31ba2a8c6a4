import { codeCandidates } from '@/lib/text/code-pattern.shared'

/** What colours a text on a terminal. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g')

/**
 * Where a line was wrapped: by quoted-printable with a sign of its own, by mail and YAML with a
 * margin.
 */
const WRAP = /=?\r?\n[ \t>|]*/g

/**
 * A character by its number, as addresses, JSON, strings of programs and HTML write it; one may be
 * escaped again.
 */
const ESCAPE = /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{2,5});/gi
const MOST_LAYERS = 3

/** The same in quoted-printable, once, and always with capitals. */
const QUOTED = /=([0-9A-F]{2})/g

/** A code in base64 has at least so many characters. */
const BASE64 = /[A-Za-z0-9+/_-]{43,}/g
const GROUP = 4

/**
 * Every string of the form of a code in a text, each once: as it stands there, and as logs and
 * files disguise it: with zero bytes between (UTF-16), colours or line breaks inside, escaped, or
 * in base64.
 */
export function encodedCandidates(text: string): string[] {
  const bare = text.replaceAll('\0', '').replace(COLOUR, '')
  const joined = bare.replace(WRAP, '')
  const readings = [
    text,
    bare,
    joined,
    unescaped(bare),
    unescaped(joined),
    joined.replace(QUOTED, characterOf),
    ...decoded(bare),
    ...decoded(joined),
  ]
  return [...new Set(readings.flatMap((reading) => codeCandidates(reading)))]
}

function unescaped(text: string): string {
  let found = text
  for (let layer = 0; layer < MOST_LAYERS; layer++) found = found.replace(ESCAPE, characterOf)
  return found
}

/** The character whose number one of the groups of a match holds. */
function characterOf(_: string, ...groups: unknown[]): string {
  const number = groups.find((group) => typeof group === 'string')
  return String.fromCodePoint(Number.parseInt(String(number), 16))
}

/** What may stand in base64. Where it begins is not known: other letters may stand before it. */
function decoded(text: string): string[] {
  return (text.match(BASE64) ?? []).flatMap((run) =>
    Array.from({ length: GROUP }, (_, from) => {
      const whole = run.slice(from, from + Math.floor((run.length - from) / GROUP) * GROUP)
      // What is left over at the end has no padding, and may hold the last characters.
      const rest = run.slice(from + whole.length)
      const padded = rest.length > 1 ? whole + rest.padEnd(GROUP, '=') : whole
      return atob(padded.replaceAll('-', '+').replaceAll('_', '/')).replaceAll('\0', '')
    }),
  )
}
