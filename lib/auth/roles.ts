/** Roles, each with all rights of those before it. */
export const ROLES = ['viewer', 'operator', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** Roles as people read them. */
export const ROLE_NAMES: Record<Role, string> = {
  viewer: 'Viewer',
  operator: 'Operator',
  administrator: 'Administrator',
}

/** The one of two roles that has fewer rights. */
export function lesserRole(one: Role, other: Role): Role {
  return ROLES[Math.min(ROLES.indexOf(one), ROLES.indexOf(other))] ?? 'viewer'
}

/** A role as the database holds it; what is not one of ours has the least rights. */
export function parseRole(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer'
}
