/** Roles, in the order in which they are offered. */
export const ROLES = ['viewer', 'auditor', 'operator', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** Every permission with the roles that have it: who may do what stands here and nowhere else. */
const PERMISSIONS = {
  'tokens.write': ['operator', 'administrator'],
  'sources.write': ['operator', 'administrator'],
  'waves.write': ['operator', 'administrator'],
  'sign_ins.read': ['auditor', 'administrator'],
  'access_keys.manage': ['administrator'],
  'people.manage': ['administrator'],
  'settings.write': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** The permissions of one role. */
export type PermissionOf<R extends Role> = {
  [P in Permission]: R extends (typeof PERMISSIONS)[P][number] ? P : never
}[Permission]

const permissions = Object.keys(PERMISSIONS) as Permission[]

/** Whether a role has a permission. */
export function can(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return roles.includes(role)
}

/**
 * The role that may most of what both of two may: of an auditor and an operator it is a viewer.
 */
export function commonRole(one: Role, other: Role): Role {
  const within = ROLES.filter((role) =>
    permissions.every((each) => !can(role, each) || (can(one, each) && can(other, each))),
  )
  const most = (role: Role) => permissions.filter((each) => can(role, each)).length
  return within.reduce((best, role) => (most(role) > most(best) ? role : best), 'viewer')
}

/** A role as the database holds it; what is not one of ours has the fewest permissions. */
export function parseRole(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer'
}
