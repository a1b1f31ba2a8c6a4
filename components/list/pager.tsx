import { Group } from '@mantine/core'
import { TextLink } from '../shell/text-link'

type PagerProps = {
  label: string
  newer?: string
  older?: string
  /** Whether the newest come first, as nearly everywhere: then the neighbours are called so. */
  byTime?: boolean
  hrefOf: (parameter: 'after' | 'before', key: string) => string
}

/** Links to the neighbours of a page; nothing where it is the only one. */
export function Pager({ label, newer, older, byTime = true, hrefOf }: PagerProps) {
  if (!newer && !older) return null
  return (
    <Group component="nav" aria-label={label} justify="space-between">
      {newer ? <TextLink href={hrefOf('before', newer)}>← {byTime ? 'Newer' : 'Previous'}</TextLink> : <span />}
      {older && <TextLink href={hrefOf('after', older)}>{byTime ? 'Older' : 'Next'} →</TextLink>}
    </Group>
  )
}
