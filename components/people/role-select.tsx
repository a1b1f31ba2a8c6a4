'use client'

import { NativeSelect } from '@mantine/core'
import type { ComponentProps } from 'react'
import { ROLES, type Role } from '@/lib/actors/permissions.shared'
import { ROLE_HELP, ROLE_NAMES } from '../actors/role-names'

/** Chooses a role, and tells what the chosen one may do. */
export function RoleSelect({
  role,
  ...field
}: Omit<ComponentProps<typeof NativeSelect>, 'data' | 'label' | 'description'> & { role: Role }) {
  return (
    <NativeSelect
      label="Role"
      description={`${ROLE_NAMES[role]}: ${ROLE_HELP[role]}`}
      data={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
      {...field}
    />
  )
}
