/** Every permission with the roles that have it: who may do what stands here and nowhere else. */
const PERMISSIONS = {
  'tokens.write': ['operator', 'administrator'],
  'sources.write': ['operator', 'administrator'],
  'access_keys.manage': ['administrator'],
  'sign_ins.read': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

/** Roles, the one with the fewest permissions first. */
export const ROLES = ['viewer', 'operator', 'administrator'] as const
export type Role = (typeof ROLES)[number]

export type Permission = keyof typeof PERMISSIONS

/** The permissions of one role. */
export type PermissionOf<R extends Role> = {
  [P in Permission]: R extends (typeof PERMISSIONS)[P][number] ? P : never
}[Permission]

/** Whether a role has a permission. */
export function can(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return roles.includes(role)
}

/** The one of two roles that has fewer permissions. */
export function lesserRole(one: Role, other: Role): Role {
  return ROLES[Math.min(ROLES.indexOf(one), ROLES.indexOf(other))] ?? 'viewer'
}

/** A role as the database holds it; what is not one of ours has the fewest permissions. */
export function parseRole(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer'
}
