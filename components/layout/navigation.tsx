'use client'

import { IconMenu2 } from '@tabler/icons-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { can, type Permission } from '@/lib/actors/permissions.shared'
import { MenuButton } from '../ui/menu/menu-button'
import classes from './console-shell.module.css'
import { useRole } from './permissions'

const PAGES: { href: string; label: string; permission?: Permission }[] = [
  { href: '/', label: 'Overview' },
  { href: '/tokens', label: 'Codes' },
  { href: '/waves', label: 'Waves' },
  { href: '/sources', label: 'Source servers' },
  { href: '/refusals', label: 'Refusals' },
  { href: '/audit', label: 'Audit' },
  { href: '/people', label: 'People', permission: 'people.manage' },
  { href: '/agent-api', label: 'Agent API' },
]

/**
 * The pages of the console: in a row, and on a phone in a menu. They are made for each request,
 * so fetching them all ahead would cost the server more than the page itself.
 */
export function Navigation() {
  const pathname = usePathname()
  const role = useRole()
  const pages = PAGES.filter(({ permission }) => !permission || can(role, permission))
  const current = (href: string) =>
    pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)) ? 'page' : undefined
  return (
    <>
      <nav aria-label="Main" className={classes.navigation}>
        {pages.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            className={classes.link}
            aria-current={current(href)}
          >
            {label}
          </Link>
        ))}
      </nav>
      <MenuButton
        label="Pages"
        position="bottom-start"
        className={classes.menu}
        icon={<IconMenu2 size={18} aria-hidden />}
      >
        {(Menu) => (
          <Menu.Dropdown>
            {pages.map(({ href, label }) => (
              <Menu.Item
                key={href}
                component={Link}
                prefetch={false}
                href={href}
                className={classes.item}
                aria-current={current(href)}
                data-autofocus={current(href) && true}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        )}
      </MenuButton>
    </>
  )
}
