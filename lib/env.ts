import { z } from 'zod'
import {
  missingVariable,
  OIDC_VARIABLES,
  type ProviderSettings,
  providerOf,
} from './provider-settings'
import { StartError } from './start-error'
import { emailSchema } from './text/email.shared'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional())

/** A whole number, from 0 or 1 to a number of nines. */
const wholeNumber = (pattern: RegExp, range: string, usual: number) =>
  z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(pattern, `must be a whole number from ${range}`)
      .transform(Number)
      .default(usual),
  )

const envSchema = z
  .object({
    DATABASE_URL: z.preprocess(blankIsUnset, z.string().default('file:./data/console.db')),
    DATABASE_CONNECTIONS: wholeNumber(/^([3-9]|[1-9][0-9]{1,2})$/, '3 to 999', 20),
    CONSOLE_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
    CONSOLE_SECRET_PREVIOUS: optional(z.string()),
    PUBLIC_URL: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
        .refine(
          (url) => !URL.canParse(url) || new URL(url).pathname === '/',
          'must not have a path: the console has a host of its own',
        ),
    ),
    ADMIN_EMAIL: optional(
      z.string().refine((text) => emailSchema.safeParse(text).success, 'must be an email address'),
    ),
    ADMIN_PASSWORD: optional(z.string()),
    ...OIDC_VARIABLES,
    SMTP_URL: optional(
      z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }),
    ),
    SMTP_FROM: optional(z.string()),
    SMC_CALLS: wholeNumber(/^[1-9][0-9]{0,5}$/, '1 to 999999', 1_000),
    STOP_NOTICE_SECONDS: wholeNumber(/^(0|[1-9][0-9]{0,2})$/, '0 to 999', 0),
    STOP_SECONDS: wholeNumber(/^[1-9][0-9]{0,3}$/, '1 to 9999', 30),
    METRICS_PORT: wholeNumber(/^(0|[1-9][0-9]{0,4})$/, '1 to 65535', 0),
    METRICS_HOSTNAME: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
    METRICS_TOKEN: optional(
      z
        .string()
        .regex(
          /^[\x21-\x7e]{16,256}$/,
          'must have 16 to 256 printable ASCII characters without blanks',
        ),
    ),
    // Where the build lies that runs; its entry says it.
    BUILD_FOLDER: z.string().default('.next'),
    LOG_LEVEL: z.preprocess(
      blankIsUnset,
      z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    ),
  })
  .refine((env) => !env.ADMIN_EMAIL === !env.ADMIN_PASSWORD, {
    path: ['ADMIN_EMAIL'],
    error: 'and ADMIN_PASSWORD must be set together',
  })
  .refine((env) => !env.SMTP_URL || env.SMTP_FROM, {
    path: ['SMTP_FROM'],
    error: 'must be set together with SMTP_URL: it is whom mails come from',
  })
  .superRefine((env, context) => {
    const missing = missingVariable(env)
    if (missing)
      context.addIssue({
        code: 'custom',
        path: [missing],
        message:
          'must be set: single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET',
      })
  })

type Env = z.infer<typeof envSchema>

/**
 * Reads the program's settings; `.env.example` describes each.
 * @throws StartError naming the first variable that is not valid; its value is not repeated, it may
 *   be a secret.
 */
export function parseEnv(environment: Record<string, string | undefined>): Env {
  const result = envSchema.safeParse(environment)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new StartError(`${issue?.path.join('.')} ${issue?.message}.`)
}

let parsed: Env | undefined

/** The program's settings, read from the environment once. @throws StartError */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/**
 * The secret that signs session cookies and the set-up link.
 * @throws StartError when it is not set: outside `npm start` nothing makes one up.
 */
export function consoleSecret(): string {
  const secret = env().CONSOLE_SECRET
  if (!secret) {
    throw new StartError(
      'CONSOLE_SECRET is not set. Set it to at least 32 random characters, for example ' +
        'the output of `openssl rand -hex 32`.',
    )
  }
  return secret
}

/**
 * Where people and machines reach the console, as `PUBLIC_URL` says; without it nobody knows but
 * they.
 */
export function ownAddress(): string | undefined {
  const { PUBLIC_URL } = env()
  return PUBLIC_URL && new URL(PUBLIC_URL).origin
}

/** Whether people reach the console under HTTPS: then cookies are `Secure` and HSTS is sent. */
export function isHttps(): boolean {
  return env().PUBLIC_URL?.startsWith('https:') ?? false
}

let provider: { settings: ProviderSettings | undefined } | undefined

/** The provider of single sign-on, if the settings name one. */
export function oidcProvider(): ProviderSettings | undefined {
  provider ??= { settings: providerOf(env()) }
  return provider.settings
}
