import type { Role } from '@/lib/actors/permissions.shared'
import { personName } from '@/lib/people/schema.shared'
import type { ProviderSettings } from '@/lib/provider-settings'
import { emailSchema } from '@/lib/text/email.shared'

/** What a provider says of somebody, as far as it is asked. */
export type ProvidedFacts = {
  subject: string
  email?: string
  isEmailVerified: boolean
  name?: string
  /** The role that follows from the claims; none where there is nothing that maps to one. */
  role?: Role
}

export type Claims = Record<string, unknown>

/** The role of whoever has several is the first of these. */
const STRONGEST_FIRST: Role[] = ['administrator', 'operator', 'auditor', 'viewer']

/** A claim, also one within others: `realm_access.roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        value instanceof Object && Object.hasOwn(value, name) ? (value as Claims)[name] : undefined,
      claims,
    )
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')

function roleOf(values: string[], { roles, defaultRole }: ProviderSettings): Role | undefined {
  const held = values.flatMap((value) => roles.get(value) ?? [])
  return STRONGEST_FIRST.find((role) => held.includes(role)) ?? defaultRole
}

/** Reads what a provider says. What is no email, or no name that people can read, is left out. */
export function factsOf(
  claims: Claims & { sub: string },
  settings: ProviderSettings,
): ProvidedFacts {
  const { data: email } = emailSchema.safeParse(claimAt(claims, settings.emailClaim))
  const { data: name } = personName.safeParse(claimAt(claims, settings.nameClaim))
  return {
    subject: claims.sub,
    email,
    // The claim speaks of `email`, and of no other one.
    isEmailVerified:
      settings.emailClaim === 'email' &&
      (claims.email_verified === true || claims.email_verified === 'true'),
    name,
    role: roleOf(textsOf(claimAt(claims, settings.rolesClaim)), settings),
  }
}
