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
  viewer: 'reads codes, servers and refusals',
  auditor: 'reads, sign-ins and addresses too',
  operator: 'issues and changes codes',
  administrator: 'everything, people and settings too',
}
