/** Roles, each with all rights of those before it. */
const ROLES = ['viewer', 'operator', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** A role as the database holds it; what is not one of ours has the least rights. */
export function parseRole(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer'
}
