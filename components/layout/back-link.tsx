'use client'

import { Anchor } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'
import { useListAddress } from '../ui/list/list-address'

/** Leads back to a list as it was left: with its search, filters and page. */
export function BackLink({ href, label }: { href: string; label: string }) {
  const router = useRouter()
  const { lastOf } = useListAddress()

  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    router.push(lastOf(href))
  }

  return (
    <Anchor component={Link} href={href} prefetch={false} size="sm" onClick={follow}>
      ← {label}
    </Anchor>
  )
}
