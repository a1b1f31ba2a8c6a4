import * as z from 'zod/mini'

const HOURS_RULE = 'Enter a whole number of hours from 1 to 168.'

/** Who must have a second factor. */
const REQUIREMENTS = ['nobody', 'administrators', 'everybody'] as const

/** What administrators set, as a form sends it. */
export const settingsSchema = z.object(
  {
    secondFactor: z.enum(REQUIREMENTS, 'Choose who needs a second factor.'),
    idleHours: z.union([
      z.int(HOURS_RULE).check(z.minimum(1, HOURS_RULE), z.maximum(168, HOURS_RULE)),
      z.pipe(
        z
          .string(HOURS_RULE)
          .check(z.trim(), z.regex(/^([1-9]|[1-9]\d|1[0-5]\d|16[0-8])$/, HOURS_RULE)),
        z.transform(Number),
      ),
    ]),
    passwordSignIn: z.enum(['on', 'off'], 'Choose whether passwords sign in.'),
  },
  'The fields of the form are missing.',
)

/** A change of the settings: what is wanted, and what was seen when it was typed. */
export const changeSettingsSchema = z.object(
  { wanted: settingsSchema, seen: settingsSchema },
  'The fields of the form are missing.',
)

/**
 * Who needs a second factor; after how many hours without use a session ends; whether passwords
 * sign in.
 */
export type Settings = z.output<typeof settingsSchema>

/** What holds until somebody sets something else. */
export const DEFAULT_SETTINGS: Settings = {
  secondFactor: 'nobody',
  idleHours: 12,
  passwordSignIn: 'on',
}
