'use client'

import { ActionIcon, Menu } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useAlive } from '../form/use-alive'
import classes from './console-shell.module.css'

const PAGES = [
  { href: '/', label: 'Overview' },
  { href: '/tokens', label: 'Codes' },
  { href: '/sources', label: 'Source servers' },
  { href: '/audit', label: 'Audit' },
  { href: '/agent-api', label: 'Agent API' },
]

/**
 * The pages of the console: in a row, and on a phone in a menu. They are made anew for each visit, so fetching them all ahead
 * would cost the server more than the page itself.
 */
export function Navigation() {
  const pathname = usePathname()
  const alive = useAlive()
  const current = (href: string) => (pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)) ? 'page' : undefined)
  return (
    <>
      <nav aria-label="Main" className={classes.navigation}>
        {PAGES.map(({ href, label }) => (
          <Link key={href} href={href} prefetch={false} className={classes.link} aria-current={current(href)}>
            {label}
          </Link>
        ))}
      </nav>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={36} hiddenFrom="sm" aria-label="Pages" {...alive}>
            <IconMenu2 size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {PAGES.map(({ href, label }) => (
            <Menu.Item key={href} component={Link} prefetch={false} href={href} aria-current={current(href)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
