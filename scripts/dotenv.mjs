// The one reader of .env. Other readers take parts of such a file for comments, variables or
// escapes, each in its own way: what they would not agree on is refused, so that no secret is
// changed on its way in.
import { readFileSync } from 'node:fs'

/**
 * What a file of settings says that can't be read; its message is the one line that the terminal
 * shows.
 */
export class DotenvError extends Error {
  /** @override */
  name = 'DotenvError'
}

const LINE = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/
const QUOTED = /^(["'])(.*)\1$/

/**
 * Reads the text of a file of settings: lines of NAME=value, empty lines, and comments that begin
 * with #. A value in single quotes is taken as it is; in double quotes too, but without \ and $.
 * @param {string} text
 * @param {string} file its name, for messages
 * @returns {Record<string, string>}
 * @throws {DotenvError} naming the line; never its value, which may be a secret
 */
export function parseDotenv(text, file = '.env') {
  /** @type {Record<string, string>} */
  const settings = {}
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const place = `${file}, line ${index + 1}`
    const [, name, value] = LINE.exec(line) ?? []
    if (name === undefined || value === undefined)
      throw new DotenvError(`${place} is not NAME=value.`)
    if (name in settings) throw new DotenvError(`${place}: ${name} is set twice.`)
    settings[name] = readValue(value, `${place}, ${name}`)
  }
  return settings
}

/** @param {string} value @param {string} place */
function readValue(value, place) {
  const [, quote, inside] = QUOTED.exec(value) ?? []
  if (quote === undefined || inside === undefined) {
    const odd = /["'`#$\\]/.exec(value)?.[0]
    if (odd)
      throw new DotenvError(
        `${place}: the value has ${odd} in it. Put it in single quotes: NAME='value'.`,
      )
    return value
  }
  if (inside.includes(quote))
    throw new DotenvError(
      `${place}: the value has ${quote} within ${quote}…${quote}. Put it in the other quotes.`,
    )
  const odd = quote === '"' ? /[\\$]/.exec(inside)?.[0] : undefined
  if (odd)
    throw new DotenvError(
      `${place}: the value has ${odd} in double quotes. Put it in single quotes.`,
    )
  return inside
}

/**
 * Puts the settings of a file into the environment, which wins over them.
 * @param {string} file
 * @throws {DotenvError}
 */
export function loadDotenv(file) {
  const bytes = readBytes(file)
  if (bytes.includes(0))
    throw new DotenvError(
      `${file} is not UTF-8 (it has zero bytes, as UTF-16 does). Save it as UTF-8.`,
    )
  for (const [name, value] of Object.entries(parseDotenv(bytes.toString('utf8'), file)))
    process.env[name] ??= value
}

/** @param {string} file */
function readBytes(file) {
  try {
    return readFileSync(file)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    throw new DotenvError(
      `${file} can't be read (${code}). Let its owner start the program, ` +
        'or set what it holds in the environment.',
    )
  }
}
