'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { Total } from '@/lib/list/page.shared'
import classes from './page-tabs.module.css'

type PageTabsProps = { label: string; tabs: { href: string; label: string; total: Total }[] }

/** The parts of a page, each with an address of its own and a count of what is in it. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ href, label: name, total: { count, more } }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          scroll={false}
          className={classes.tab}
          aria-current={pathname === href ? 'page' : undefined}
        >
          {name}{' '}
          <span className={classes.count}>
            {count.toLocaleString('en')}
            {more && '+'}
          </span>
        </Link>
      ))}
    </nav>
  )
}
