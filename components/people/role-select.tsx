'use client'

import { NativeSelect } from '@mantine/core'
import type { ComponentProps } from 'react'
import { ROLE_HELP, ROLE_NAMES } from '@/components/actors/role-names'
import { ROLES, type Role } from '@/lib/actors/permissions.shared'

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
