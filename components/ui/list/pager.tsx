'use client'

import { Anchor, Group } from '@mantine/core'
import { pageParameters } from '@/lib/list/page.shared'
import { useListAddress } from './list-address'
import { ListLink } from './list-link'

type PagerProps = {
  label: string
  previous?: string
  next?: string
  /** Whether the newest come first, as nearly everywhere: then the neighbours are called so. */
  byTime?: boolean
  /** What its parameters begin with, on a page with several lists. */
  list?: string
}

/** Links to the neighbours of a page; nothing where it is the only one. */
export function Pager({ label, previous, next, byTime = true, list }: PagerProps) {
  const { hrefWith, isShown } = useListAddress()
  if (!previous && !next) return null
  const { after, before } = pageParameters(list)
  // The places of these neighbours mean nothing to another list, which begins with its first page.
  const hrefOf = (parameter: string, key: string) =>
    hrefWith({ [after]: '', [before]: '', ...(isShown && { [parameter]: key }) })
  return (
    <Group component="nav" aria-label={label} justify="space-between">
      {previous ? (
        <Anchor component={ListLink} size="sm" href={hrefOf(before, previous)}>
          ← {byTime ? 'Newer' : 'Previous'}
        </Anchor>
      ) : (
        <span />
      )}
      {next && (
        <Anchor component={ListLink} size="sm" href={hrefOf(after, next)}>
          {byTime ? 'Older' : 'Next'} →
        </Anchor>
      )}
    </Group>
  )
}
