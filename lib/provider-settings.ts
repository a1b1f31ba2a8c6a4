import { z } from 'zod'
import { ROLES, type Role } from './actors/permissions.shared'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const text = (usual: string) => z.preprocess(blankIsUnset, z.string().default(usual))
const optionalText = z.preprocess(blankIsUnset, z.string().optional())

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An address of HTTPS; over plain HTTP anybody on the way could pass for the provider. */
const issuer = z.preprocess(
  blankIsUnset,
  z
    .url({ protocol: /^https?$/, error: 'must be an https:// address' })
    .refine((url) => {
      if (!URL.canParse(url)) return true
      const { protocol, hostname } = new URL(url)
      return protocol === 'https:' || LOOPBACK.has(hostname)
    }, 'must be an https:// address')
    .optional(),
)

const RULE = `must be like "admins=administrator, staff=operator"; roles are ${ROLES.join(', ')}`

const isRole = (name: string | undefined): name is Role => ROLES.some((role) => role === name)

/** `value=role`, with commas between; a value may hold "=" itself. */
const rolesOf = z.preprocess(
  (value) => value ?? '',
  z.string().transform((list, context): Map<string, Role> => {
    const roles = new Map<string, Role>()
    for (const pair of list.split(',')) {
      if (pair.trim() === '') continue
      const end = pair.lastIndexOf('=')
      const [value, role] = [pair.slice(0, end).trim(), pair.slice(end + 1).trim()]
      if (end < 1 || value === '' || !isRole(role)) {
        context.addIssue({ code: 'custom', message: RULE })
        return z.NEVER
      }
      roles.set(value, role)
    }
    return roles
  }),
)

/** The variables of single sign-on; `.env.example` describes each. */
export const OIDC_VARIABLES = {
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_LABEL: text('single sign-on'),
  OIDC_SCOPES: text('openid email profile'),
  OIDC_EMAIL_CLAIM: text('email'),
  OIDC_NAME_CLAIM: text('name'),
  OIDC_ROLES_CLAIM: text('groups'),
  OIDC_ROLES: rolesOf,
  OIDC_DEFAULT_ROLE: z.preprocess(
    blankIsUnset,
    z.enum(ROLES, `must be one of ${ROLES.join(', ')}, or not set`).optional(),
  ),
}

/** A provider of single sign-on, and what its claims mean here. */
export type ProviderSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  label: string
  scopes: string
  emailClaim: string
  nameClaim: string
  rolesClaim: string
  roles: Map<string, Role>
  defaultRole?: Role
}

const variablesSchema = z.object(OIDC_VARIABLES)
type Variables = z.output<typeof variablesSchema>

/** The provider that the variables name; `undefined` where they name none. */
export function providerOf(variables: Variables): ProviderSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = variables
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return undefined
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    label: variables.OIDC_LABEL,
    scopes: variables.OIDC_SCOPES,
    emailClaim: variables.OIDC_EMAIL_CLAIM,
    nameClaim: variables.OIDC_NAME_CLAIM,
    rolesClaim: variables.OIDC_ROLES_CLAIM,
    roles: variables.OIDC_ROLES,
    defaultRole: variables.OIDC_DEFAULT_ROLE,
  }
}

/** Which of the three that belong together is missing, if some are set. */
export function missingVariable(variables: Variables): string | undefined {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  const missing = names.find((name) => !variables[name])
  return names.every((name) => !variables[name]) ? undefined : missing
}
