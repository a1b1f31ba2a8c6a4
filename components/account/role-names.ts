import type { Role } from '@/lib/actors/permissions.shared'

/** Roles as people read them. */
export const ROLE_NAMES: Record<Role, string> = {
  viewer: 'Viewer',
  operator: 'Operator',
  administrator: 'Administrator',
}
