'use client'

import { Anchor } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'

/**
 * A link to a page of the console. With `inherit` it takes the size of the text around it; inside a
 * sentence it is `underlined`, since colour alone would not tell it from the rest.
 */
export function TextLink({
  href,
  inherit,
  underlined,
  children,
}: {
  href: string
  inherit?: boolean
  underlined?: boolean
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
      underline={underlined ? 'always' : undefined}
      size={inherit ? undefined : 'sm'}
    >
      {children}
    </Anchor>
  )
}
