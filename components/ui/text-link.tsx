'use client'

import { Anchor } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link to a page of the console; with `inherit` it takes the size of the text around it. */
export function TextLink({
  href,
  inherit,
  children,
}: {
  href: string
  inherit?: boolean
  children: ReactNode
}) {
  return (
    // Tables of many links are refreshed every few seconds; fetching all their pages ahead would be
    // hammering.
    <Anchor
      component={Link}
      href={href}
      prefetch={false}
      inherit={inherit}
      size={inherit ? undefined : 'sm'}
    >
      {children}
    </Anchor>
  )
}
