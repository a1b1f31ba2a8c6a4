'use client'

import Link from 'next/link'
import type { ComponentProps, MouseEvent } from 'react'
import { useListAddress } from './list-address'

/**
 * A link that changes what a list shows. Its address is made from what was chosen last, and the
 * next choice from it.
 */
export function ListLink({
  href,
  ...rest
}: Omit<ComponentProps<typeof Link>, 'href' | 'onClick' | 'prefetch'> & { href: string }) {
  const { go } = useListAddress()

  function follow(event: MouseEvent) {
    // New tabs and windows are the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    go(href)
  }

  return <Link {...rest} href={href} prefetch={false} onClick={follow} />
}
