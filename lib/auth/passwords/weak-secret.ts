import 'server-only'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Guesses that an attacker who knows the usual patterns needs at least, as powers of ten. */
const GUESSES = { password: 9, consoleSecret: 12.5 } as const

/** Longer texts cost much to look at, and what begins with so much is judged by that. */
const LOOKED_AT = 64

/**
 * Letters and digits that must be left when names and words that everybody thinks of are taken out.
 */
const LEAST_OF_ONES_OWN = { password: 6, consoleSecret: 12 }

/** What the product is called, and those who manage it. */
const PRODUCT = ['activation', 'console', 'administrator']

/** What stands in the place of a secret until somebody sets one. */
const PLACEHOLDER = [
  ...PRODUCT,
  'changeme',
  'change',
  'secret',
  'please',
  'default',
  'example',
  'this',
  'your',
  'the',
  'is',
  'me',
  'my',
  'here',
  'key',
]

export const WEAK_PASSWORD =
  'Password is too easy to guess: it is common, repeats itself, or is made of your name, ' +
  'your email or the name of this product. Choose another one.'

const guesses = (estimator: ZxcvbnFactory, text: string) =>
  estimator.check(text.slice(0, LOOKED_AT)).guessesLog10

let withWords: Promise<ZxcvbnFactory> | undefined

/**
 * Knows some 40,000 common passwords, repeats, sequences, keyboard patterns and dates. Loaded when
 * a password is chosen: that is seldom.
 */
async function estimatorOfPasswords(): Promise<ZxcvbnFactory> {
  withWords ??= import('@zxcvbn-ts/language-common').then(
    ({ adjacencyGraphs, dictionary }) => new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
  )
  return withWords
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/**
 * What somebody's password must not be made of: their name and email, whole and in parts, and the
 * product's name.
 */
function wordsOf({ name, email }: { name: string; email: string }): string[] {
  const [local = '', domain = ''] = email.split('@')
  const parts = [
    name,
    local,
    domain,
    ...name.split(/\s+/),
    ...local.split(/[^\p{L}\p{N}]+/u),
    ...domain.split('.'),
  ]
  const words = [...parts, ...PRODUCT].map(lettersOf).filter((word) => word.length > 2)
  return words.sort((a, b) => b.length - a.length)
}

/** Whether a text has some of these words, and hardly anything else. */
function isMadeOf(text: string, words: string[], least: number): boolean {
  const letters = lettersOf(text)
  const own = words.reduce((rest, word) => rest.replaceAll(word, ''), letters)
  return own.length < letters.length && own.length < least
}

/**
 * Whether a password of at least 12 characters is too easy to guess (ASVS 5, 6.2.4 and 6.2.11):
 * common, repeated, in a sequence, or made of what is known of the person.
 */
export async function isWeakPassword(
  password: string,
  person: { name: string; email: string },
): Promise<boolean> {
  return (
    isMadeOf(password, wordsOf(person), LEAST_OF_ONES_OWN.password) ||
    guesses(await estimatorOfPasswords(), password) < GUESSES.password
  )
}

/**
 * Whether a secret of at least 32 characters is no random one: common, repeated, in a sequence, or
 * a placeholder.
 */
export async function isWeakConsoleSecret(secret: string): Promise<boolean> {
  return (
    isMadeOf(secret, PLACEHOLDER, LEAST_OF_ONES_OWN.consoleSecret) ||
    guesses(await estimatorOfPasswords(), secret) < GUESSES.consoleSecret
  )
}
