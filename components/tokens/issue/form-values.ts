import { codePattern } from '@/lib/text/code-pattern.shared'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { LIMITS, type TokenSummary } from '@/lib/tokens/schema.shared'

/** What the form begins with where nobody says otherwise. */
export const EMPTY = {
  name: '',
  description: '',
  count: String(LIMITS.count.default),
  timeToLiveInDays: String(LIMITS.timeToLiveInDays.default),
  waveId: '',
}
export type FormValues = typeof EMPTY

/** Whether the same stands in two forms. */
export function isSame(one: Partial<FormValues>, other: FormValues): boolean {
  return (Object.keys(EMPTY) as (keyof FormValues)[]).every((field) => one[field] === other[field])
}

/**
 * The settings of a token, for another one like it: as long valid as that was meant to be, within
 * the limits.
 */
export function settingsOf(token: TokenSummary): Omit<FormValues, 'waveId'> {
  const { name, description, count, createdAt, expiresAt } = token
  const days = Math.round((expiresAt.getTime() - createdAt.getTime()) / MILLISECONDS_A_DAY)
  const { min, max } = LIMITS.timeToLiveInDays
  const timeToLiveInDays = String(Math.min(Math.max(days, min), max))
  return {
    name: name ?? '',
    description: description ?? '',
    count: String(count),
    timeToLiveInDays,
  }
}

/** More than any field may hold. */
const MOST_CHARACTERS = 1_000

/**
 * What an address fills the form with, as in `?name=wave-3&count=30&days=7&wave=w-…`. What it says
 * wrongly stands in the form all the same, to be corrected there; a code does not.
 */
export function valuesOfAddress(parameters: Record<string, unknown>): FormValues {
  const { days, wave, ...given } = parameters
  const wanted: Record<string, unknown> = { timeToLiveInDays: days, waveId: wave, ...given }
  const entries = Object.entries(EMPTY).map(([field, usual]) => {
    const value = wanted[field]
    const isUsable = typeof value === 'string' && value !== '' && !codePattern.test(value)
    return [field, isUsable ? value.slice(0, MOST_CHARACTERS) : usual]
  })
  return Object.fromEntries(entries) as FormValues
}
