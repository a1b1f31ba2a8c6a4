'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import classes from './console-shell.module.css'

/** An entry of the navigation, marked while its page is open. */
export function NavigationLink({ href, children }: { href: string; children: string }) {
  const pathname = usePathname()
  const isOpen = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link href={href} className={classes.link} aria-current={isOpen ? 'page' : undefined}>
      {children}
    </Link>
  )
}
