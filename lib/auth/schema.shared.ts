import * as z from 'zod/mini'
import { idSchema } from '../ids.shared'
import { personName } from '../people/schema.shared'
import { emailSchema } from '../text/email.shared'
import { nameSchema } from '../text/name.shared'

export const PASSWORD = { min: 12, max: 128 } as const

const PASSWORD_RULE = `Password must have ${PASSWORD.min} to ${PASSWORD.max} characters.`

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

export const changePasswordSchema = z.object(
  { currentPassword: triedPassword, newPassword: newPasswordSchema },
  'The fields of the form are missing.',
)

export const oneSessionSchema = z.object({ id: idSchema('se') }, 'Reload the page and try again.')

const codeText = (rule: string) =>
  z.string(rule).check(z.trim(), z.minLength(1, rule), z.maxLength(64, rule))

const passkeySchema = z.object(
  {
    ceremony: z.string().check(z.maxLength(128)),
    response: z.looseObject({}),
  },
  'The passkey could not be read.',
)

/** What proves a second factor: one of these. */
const secondFactorProof = z.object({
  code: z.optional(codeText('Enter the code that your app shows.')),
  recoveryCode: z.optional(codeText('Enter one of your recovery codes.')),
  passkey: z.optional(passkeySchema),
})

export const signInFurtherSchema = z.extend(secondFactorProof, {
  waiting: z.string('Sign in again.').check(z.maxLength(128, 'Sign in again.')),
})

export const passkeySignInSchema = passkeySchema

/** What somebody proves who they are with again: a password, or a second factor. */
export const proofSchema = z.extend(secondFactorProof, { password: z.optional(triedPassword) })

const linkToken = z
  .string('The link is not complete.')
  .check(z.regex(/^[\w-]{43}$/, 'The link is not complete.'))

export const lookAtLinkSchema = z.object({ token: linkToken }, 'The link is not complete.')

export const useLinkSchema = z.object(
  { token: linkToken, password: newPasswordSchema },
  'The fields of the form are missing.',
)

/** With the password where the person has one. */
export const withPasswordSchema = z.object(
  { password: z.optional(triedPassword) },
  'Enter your password.',
)

export const confirmAuthenticatorSchema = z.object(
  {
    setUp: z.string().check(z.maxLength(128)),
    code: codeText('Enter the code that your app shows.'),
  },
  'The fields of the form are missing.',
)

export const addPasskeySchema = z.extend(passkeySchema, { name: nameSchema(64) })

export const onePasskeySchema = z.object({ id: idSchema('pk') }, 'Reload the page and try again.')

export type SecondFactorProof = z.output<typeof secondFactorProof>
export type ProofInput = z.output<typeof proofSchema>

/** A QR code as an SVG draws it: its side in modules, and one path of all dark ones. */
export type QrPicture = { size: number; path: string }

/** A passkey, as its owner sees it. */
export type PasskeySummary = {
  id: string
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** What somebody can prove with who they are. */
export type WaysToProve = {
  password: boolean
  authenticator: boolean
  passkeys: boolean
  /** What single sign-on is called, for whoever comes in by it. */
  provider: string | null
}

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
