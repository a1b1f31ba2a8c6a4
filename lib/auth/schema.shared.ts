import * as z from 'zod/mini'
import { idSchema } from '../ids.shared'
import { emailSchema } from '../text/email.shared'
import { visible } from '../text/visible-text.shared'

export const PASSWORD = { min: 12, max: 128 } as const

const PASSWORD_RULE = `Password must have ${PASSWORD.min} to ${PASSWORD.max} characters.`

const personName = z
  .string('Name must be text.')
  .check(
    z.trim(),
    z.minLength(1, 'Enter a name.'),
    z.maxLength(80, 'Name must have at most 80 characters.'),
    visible('Name', 'line'),
  )

/** The form of a new password; how easy it is to guess is looked at beside it. */
export const newPasswordSchema = z
  .string(PASSWORD_RULE)
  .check(z.minLength(PASSWORD.min, PASSWORD_RULE), z.maxLength(PASSWORD.max, PASSWORD_RULE))

/** Any password may be tried; a longer one than can be set is wrong without being hashed. */
const triedPassword = z
  .string('Enter your password.')
  .check(
    z.minLength(1, 'Enter your password.'),
    z.maxLength(PASSWORD.max, 'Email or password is wrong.'),
  )

export const signInSchema = z.object(
  { email: emailSchema, password: triedPassword },
  'Enter your email and password.',
)

export const administratorSchema = z.object(
  { name: personName, email: emailSchema, password: newPasswordSchema },
  'The fields of the form are missing.',
)

export const setUpSchema = z.extend(administratorSchema, {
  token: z.string('The set-up link is not complete.'),
})

export const renameSchema = z.object({ name: personName }, 'The fields of the form are missing.')

export const changePasswordSchema = z.object(
  { currentPassword: triedPassword, newPassword: newPasswordSchema },
  'The fields of the form are missing.',
)

export const oneSessionSchema = z.object({ id: idSchema('se') }, 'Reload the page and try again.')

export type SignInInput = z.output<typeof signInSchema>
export type AdministratorInput = z.output<typeof administratorSchema>
export type ChangePasswordInput = z.output<typeof changePasswordSchema>

/** A place where a person is signed in. `current` is the one that asks. */
export type SessionSummary = {
  id: string
  ip: string
  browser: string
  createdAt: Date
  expiresAt: Date
  current: boolean
}
