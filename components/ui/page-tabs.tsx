'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { formatTotal } from '@/lib/list/count.shared'
import type { Total } from '@/lib/list/page.shared'
import classes from './page-tabs.module.css'

type PageTabsProps = { label: string; tabs: { href: string; label: string; total: Total }[] }

/** The parts of a page, each with an address of its own and a count of what is in it. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ href, label: name, total }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          scroll={false}
          className={classes.tab}
          aria-current={pathname === href ? 'page' : undefined}
        >
          {name} <span className={classes.count}>{formatTotal(total)}</span>
        </Link>
      ))}
    </nav>
  )
}
