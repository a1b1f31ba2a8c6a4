import 'server-only'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Guesses that an attacker who knows the usual patterns needs at least, as powers of ten. */
const GUESSES = { password: 9, consoleSecret: 12 } as const

/** Longer texts cost much to look at, and what begins with so much is judged by that. */
const LOOKED_AT = 64

/** Letters and digits that must be left of a password when names and addresses are taken out of it. */
const LEAST_OF_ONES_OWN = 6

/** What the product is called, and those who manage it. */
const PRODUCT = ['activation', 'console', 'administrator']

export const WEAK_PASSWORD =
  'Password is too easy to guess: it is common, repeats itself, or is made of your name, your email or the name of this product. Choose another one.'

const guesses = (estimator: ZxcvbnFactory, text: string) => estimator.check(text.slice(0, LOOKED_AT)).guessesLog10

let withWords: Promise<ZxcvbnFactory> | undefined

/** Knows some 40,000 common passwords, repeats, sequences, keyboard patterns and dates. Loaded when a password is chosen: that is seldom. */
async function estimatorOfPasswords(): Promise<ZxcvbnFactory> {
  withWords ??= import('@zxcvbn-ts/language-common').then(
    ({ adjacencyGraphs, dictionary }) => new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
  )
  return withWords
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What somebody's password must not be made of: their name and email, whole and in parts, and the product's name. */
function wordsOf({ name, email }: { name: string; email: string }): string[] {
  const [local = '', domain = ''] = email.split('@')
  const parts = [name, local, domain, ...name.split(/\s+/), ...local.split(/[^\p{L}\p{N}]+/u), ...domain.split('.')]
  const words = [...parts, ...PRODUCT].map(lettersOf).filter((word) => word.length > 2)
  return words.sort((a, b) => b.length - a.length)
}

/**
 * Whether a password of at least 12 characters is too easy to guess (ASVS 5, 6.2.4 and 6.2.11): common, repeated, in a
 * sequence, or made of what is known of the person.
 */
export async function isWeakPassword(password: string, person: { name: string; email: string }): Promise<boolean> {
  const ownLetters = wordsOf(person).reduce((rest, word) => rest.replaceAll(word, ''), lettersOf(password))
  return ownLetters.length < LEAST_OF_ONES_OWN || guesses(await estimatorOfPasswords(), password) < GUESSES.password
}

/** Whether a secret of at least 32 characters is no random one: repeats itself, or is a sequence. Words need no looking up. */
export function isWeakConsoleSecret(secret: string): boolean {
  return guesses(new ZxcvbnFactory({}), secret) < GUESSES.consoleSecret
}
