import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { customAlphabet } from 'nanoid'
import { codeCandidates } from '../text/code-pattern.shared'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PREFIX = 'act'
const CHECKSUM_LENGTH = 6

/** 23 characters of 62: 137 random bits, each character equally likely. */
const randomPart = customAlphabet(ALPHABET, 23)

/**
 * CRC-32 of the text, in base 62, most significant digit first, padded with `0` to 6 characters.
 */
function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let position = 0; position < CHECKSUM_LENGTH; position++) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits
    rest = Math.floor(rest / ALPHABET.length)
  }
  return digits
}

/**
 * A new activation code: 32 characters of `[A-Za-z0-9]`, namely `act`, 23 random ones and 6 of
 * checksum.
 */
export function newCode(): string {
  const body = PREFIX + randomPart()
  return body + checksum(body)
}

/**
 * Whether a text has the form and the checksum of an activation code. One that is mistyped does
 * not.
 */
export function isWellFormedCode(text: string): boolean {
  return (
    /^act[A-Za-z0-9]{29}$/.test(text) &&
    checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH)
  )
}

/**
 * Places of a text that may be looked at for codes in one request; no text that is meant well has
 * so many.
 */
const MOST_CANDIDATES = 200

/**
 * Whether there is an activation code in a text, by form and checksum, wherever it begins; true as
 * well where very many look like one.
 */
export function holdsCode(text: string): boolean {
  const candidates = codeCandidates(text, MOST_CANDIDATES + 1)
  return candidates.length > MOST_CANDIDATES || candidates.some(isWellFormedCode)
}

/** What is stored of a code: its SHA-256, 64 characters of lower-case hex. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
