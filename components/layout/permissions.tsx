'use client'

import { createContext, type ReactNode, use } from 'react'
import { can, type Permission, type Role } from '@/lib/actors/permissions.shared'

const RoleContext = createContext<Role>('viewer')

/** Tells what lies below which role the person has who looks at it. */
export function PermissionsProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>
}

/** The role of the person who looks at it. */
export function useRole(): Role {
  return use(RoleContext)
}

/**
 * Whether the person may do something. It only decides what is shown: actions check for themselves.
 */
export function useCan(permission: Permission): boolean {
  return can(use(RoleContext), permission)
}
