'use client'

import { Text } from '@mantine/core'
import {
  IconClock,
  IconHelp,
  IconInfoCircle,
  IconKey,
  IconLogout,
  IconSettings,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react'
import Link from 'next/link'
import { useTransition } from 'react'
import { can, type Role } from '@/lib/actors/permissions.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { callFailed } from '../form/call-failed'
import { MenuButton, type MenuParts } from '../ui/menu/menu-button'
import { useTimeZone } from '../ui/time/time-zone'
import { signOutAction } from './actions'

/** A way to a page, in a menu. */
const pageItem = (Menu: MenuParts, href: string, label: string, Icon: typeof IconUser) => (
  <Menu.Item
    component={Link}
    prefetch={false}
    href={href}
    leftSection={<Icon size={16} aria-hidden />}
  >
    {label}
  </Menu.Item>
)

type AccountMenuProps = { personName: string; role: Role }

/**
 * A page that is older than the console can't call its actions any more; there is an address for
 * them that stays the same.
 */
async function signOutOtherwise(error: unknown): Promise<void> {
  if (callFailed(error).reason !== 'outdated') throw error
  const answer = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
  if (!answer.ok) throw error
  window.location.assign('/sign-in')
}

/** Who is signed in, their account, and the way out. */
export function AccountMenu({ personName, role }: AccountMenuProps) {
  // In a transition, so that a failure reaches the error page instead of nobody.
  const { isUtc, setUtc } = useTimeZone()
  const [, startTransition] = useTransition()
  return (
    <MenuButton
      label="Your account"
      title={personName}
      icon={<IconUserCircle size={20} aria-hidden />}
    >
      {(Menu) => (
        <Menu.Dropdown miw={200} maw={280}>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
              {personName}
            </Text>
            <Text size="xs">{ROLE_NAMES[role]}</Text>
          </Menu.Label>
          <Menu.Divider />
          {pageItem(Menu, '/settings/account', 'Account', IconUser)}
          {pageItem(Menu, '/settings/access-keys', 'Access keys', IconKey)}
          {can(role, 'settings.write') &&
            pageItem(Menu, '/settings/sign-in', 'Sign-in settings', IconSettings)}
          <Menu.Item
            leftSection={<IconClock size={16} aria-hidden />}
            onClick={() => setUtc(!isUtc)}
          >
            {isUtc ? 'Show times in my time zone' : 'Show times in UTC'}
          </Menu.Item>
          {pageItem(Menu, '/docs', 'Help', IconHelp)}
          {pageItem(Menu, '/about', 'About', IconInfoCircle)}
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => startTransition(() => signOutAction().catch(signOutOtherwise))}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      )}
    </MenuButton>
  )
}
