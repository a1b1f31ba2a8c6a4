'use client'

import { Anchor, Group } from '@mantine/core'
import { useListAddress } from './list-address'
import { ListLink } from './list-link'

type PagerProps = {
  label: string
  newer?: string
  older?: string
  /** Whether the newest come first, as nearly everywhere: then the neighbours are called so. */
  byTime?: boolean
  /** What its parameters begin with, on a page with several lists. */
  list?: string
}

/**
 * The names of the parameters that say the page of a list: `after` and `before`, or `historyAfter`
 * and `historyBefore`.
 */
const namesOf = (list: string | undefined) =>
  (list ? [`${list}After`, `${list}Before`] : ['after', 'before']) as [string, string]

/** Links to the neighbours of a page; nothing where it is the only one. */
export function Pager({ label, newer, older, byTime = true, list }: PagerProps) {
  const { hrefWith, isShown } = useListAddress()
  if (!newer && !older) return null
  const [after, before] = namesOf(list)
  // The places of these neighbours mean nothing to another list, which begins with its first page.
  const hrefOf = (parameter: string, key: string) =>
    hrefWith({ [after]: '', [before]: '', ...(isShown && { [parameter]: key }) })
  return (
    <Group component="nav" aria-label={label} justify="space-between">
      {newer ? (
        <Anchor component={ListLink} size="sm" href={hrefOf(before, newer)}>
          ← {byTime ? 'Newer' : 'Previous'}
        </Anchor>
      ) : (
        <span />
      )}
      {older && (
        <Anchor component={ListLink} size="sm" href={hrefOf(after, older)}>
          {byTime ? 'Older' : 'Next'} →
        </Anchor>
      )}
    </Group>
  )
}
