import type { Role } from '@/lib/actors/permissions.shared'

/** Roles as people read them. */
export const ROLE_NAMES: Record<Role, string> = {
  viewer: 'Viewer',
  auditor: 'Auditor',
  operator: 'Operator',
  administrator: 'Administrator',
}

/** What each role may do, in the words of a choice. */
export const ROLE_HELP: Record<Role, string> = {
  viewer: 'reads codes, source servers and refusals',
  auditor: "reads, and people's sign-ins and addresses too",
  operator: 'issues and changes codes',
  administrator: 'does everything, and manages people, access keys and settings',
}
