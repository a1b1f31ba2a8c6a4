import * as z from 'zod/mini'
import { idSchema } from '../ids.shared'
import { lengthOf } from '../text/length.shared'
import { textProblem } from '../text/visible-text.shared'
import type { TokenStatus } from './status.shared'

/** Limits of the operation CreateAccessToken; forms, actions and APIs read them here. */
export const LIMITS = {
  name: { min: 2, max: 128 },
  description: { max: 512 },
  count: { min: 1, max: 1000, default: 100 },
  timeToLiveInDays: { min: 1, max: 90, default: 30 },
} as const

/**
 * The first rule that a name breaks, as a message; the prefix rule comes before the character rule.
 * Marks belong to the letters of many scripts, as vowel signs do.
 * @param more `dots` allows them too, as SMC does in the names of workgroups
 */
export function nameProblem(name: string, { dots = false } = {}): string | undefined {
  const { min, max } = LIMITS.name
  if (/^https?:\/\//i.test(name)) return 'Name must not start with http:// or https://.'
  if (!/^\p{L}/u.test(name)) return 'Name must start with a letter.'
  if (!(dots ? /^[\p{L}\p{M}0-9:._-]*$/u : /^[\p{L}\p{M}0-9:_-]*$/u).test(name))
    return (
      `Name may contain letters, digits, colons, ${dots ? 'dots, ' : ''}underscores and ` +
      'hyphens only.'
    )
  if (lengthOf(name) < min || lengthOf(name) > max)
    return `Name must have ${min} to ${max} characters.`
  return textProblem('Name', name, 'line')
}

/** The first rule that a description breaks, as a message. */
export function descriptionProblem(description: string): string | undefined {
  const { max } = LIMITS.description
  if (lengthOf(description) > max) return `Description must have at most ${max} characters.`
  return textProblem('Description', description, 'lines')
}

type Range = { min: number; max: number }
type Way = {
  /** By people, who are taken to mean a number or text that can only be meant one way. */
  isTyped: boolean
  /** What the validity is called in messages. */
  timeToLive: string
}

/** Full-width letters, digits and punctuation as the ASCII that people mean by them in a name. */
const halfWidth = (text: string) => text.replace(/[！-～]/g, (one) => one.normalize('NFKC'))

/** Optional text with composed letters; empty means that none was given, on every way in. */
function optionalText(
  label: string,
  problem: (value: string) => string | undefined,
  { isTyped }: Way,
  meant: (typed: string) => string = (typed) => typed,
) {
  const text = z.string(`${label} must be text.`).check(
    z.normalize('NFC'),
    z.overwrite((value) => (isTyped ? meant(value).trim() : value)),
    ({ value, issues }) => {
      const message = value === '' ? undefined : problem(value)
      if (message) issues.push({ code: 'custom', message, input: value })
    },
  )
  return z.optional(
    z.pipe(
      text,
      z.transform((value) => (value === '' ? undefined : value)),
    ),
  )
}

const SENT: Way = { isTyped: false, timeToLive: 'TimeToLiveInDays' }
const TYPED: Way = { isTyped: true, timeToLive: 'Valid for (days)' }

/** The number that people mean: in full-width digits, "007", "1,000" or "1 000", blanks around. */
function meantNumber(text: string): string {
  const plain = text.normalize('NFKC').trim()
  const digits = /^\d{1,3}([ ,]\d{3})+$/.test(plain) ? plain.replace(/[ ,]/g, '') : plain
  return digits.replace(/^0+(?=\d+$)/, '')
}

/**
 * A whole number as it travels on the wire: ASCII digits, no sign, no blank, no leading zero.
 * Refused, never repaired, unless it was typed by people.
 */
function wholeNumber(label: string, range: Range, { isTyped }: Way) {
  const message = `${label} must be a whole number from ${range.min} to ${range.max}.`
  const isInRange = (value: string) =>
    /^[1-9][0-9]{0,9}$/.test(value) && Number(value) >= range.min && Number(value) <= range.max
  return z.pipe(
    z.string(message).check(
      z.overwrite((value) => (isTyped ? meantNumber(value) : value)),
      z.refine(isInRange, message),
    ),
    z.transform(Number),
  )
}

const name = (way: Way) => optionalText('Name', nameProblem, way, halfWidth)
const description = (way: Way) => optionalText('Description', descriptionProblem, way)
const count = (way: Way) => wholeNumber('Count', LIMITS.count, way)
const timeToLiveInDays = (way: Way) => wholeNumber(way.timeToLive, LIMITS.timeToLiveInDays, way)

function tokenSettings(way: Way) {
  return z.object(
    {
      name: name(way),
      description: description(way),
      count: z._default(z.optional(count(way)), LIMITS.count.default),
      timeToLiveInDays: z._default(
        z.optional(timeToLiveInDays(way)),
        LIMITS.timeToLiveInDays.default,
      ),
    },
    'The fields are missing.',
  )
}

/**
 * The fields of CreateAccessToken as programs send them, all strings. Absent numbers become their
 * defaults.
 */
export const issueTokenSchema = tokenSettings(SENT)

/**
 * The same as people type them, with the wave that it is for; a field that was emptied is an error,
 * not a default.
 */
export const issueFieldsSchema = z.extend(tokenSettings(TYPED), {
  waveId: z.optional(
    z.pipe(
      z.union([z.literal(''), idSchema('w')], 'Choose a wave.'),
      z.transform((id) => id || undefined),
    ),
  ),
})

/** What the form sends: its fields, and the ID of the submit. */
export const issueTokenFormSchema = z.extend(issueFieldsSchema, {
  submissionId: z
    .string('Reload the page and try again.')
    .check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, 'Reload the page and try again.')),
})

/** What may be changed of a token, as people type it. */
export const tokenFieldsSchema = z.object(
  { name: name(TYPED), description: description(TYPED), count: count(TYPED) },
  'The fields are missing.',
)

/** How long a token shall be valid from now on. */
export const extendSchema = z.object(
  { timeToLiveInDays: timeToLiveInDays(TYPED) },
  'The fields are missing.',
)

/** Settings of a new token. `count` 1 to 1000, `timeToLiveInDays` 1 to 90. */
export type IssueTokenInput = z.output<typeof issueTokenSchema> & {
  submissionId?: string
  waveId?: string
}

/** What the form sends: strings, as they were typed. */
export type IssueTokenFields = z.input<typeof issueTokenFormSchema>

/** What is shown of a token. Holds neither its code nor the hash of it. */
export type TokenSummary = {
  id: string
  name: string | null
  description: string | null
  count: number
  registeredCount: number
  status: TokenStatus
  expiresAt: Date
  createdAt: Date
  createdBy: string
  /** When the code was last replaced, if it was. */
  replacedAt: Date | null
  /** The wave that it belongs to, if it does. */
  wave: { id: string; name: string } | null
}

/** A token together with its code in clear: the one answer that carries it. */
export type IssuedToken = { code: string; token: TokenSummary }

/** ID of a token. */
export const tokenIdSchema = idSchema('at')
