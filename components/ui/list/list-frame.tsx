import type { ReactNode } from 'react'
import { hrefOf, writeParameters } from '@/lib/list/filters.shared'
import type { Page } from '@/lib/list/page.shared'
import { ContinueSearch } from './continue-search'
import { EmptyList } from './empty-list'
import { Pager } from './pager'
import { PastEnd } from './past-end'
import { UnreadFiltersNote } from './unread-filters-note'

type ListFrameProps = {
  page: Page<unknown> & { incomplete?: boolean }
  /** Names of filters in the address that can't be read. */
  unread?: string[]
  path: string
  filter?: Record<string, unknown>
  /** What the links to other pages are called. */
  pages: string
  /** Whether the newest come first. */
  byTime?: boolean
  /** In place of a list that is empty from its first page on. */
  nothing: ReactNode
  children: ReactNode
}

/** A page of a list with the links to its neighbours, or why there is nothing on it. */
export function ListFrame(props: ListFrameProps) {
  const { page, unread = [], path, filter = {}, pages, byTime, nothing, children } = props
  const { previous, next } = page
  const hrefAt = (parameter: 'after' | 'before', place: string) =>
    hrefOf(path, writeParameters({ ...filter, [parameter]: place }))
  if (unread.length > 0) return <UnreadFiltersNote names={unread} all={path} />
  if (page.entries.length === 0) {
    const further = next ? hrefAt('after', next) : previous && hrefAt('before', previous)
    if (page.incomplete && further) return <ContinueSearch href={further} />
    if (page.pastEnd) return <PastEnd firstPage={hrefOf(path, writeParameters(filter))} />
    return typeof nothing === 'string' ? <EmptyList title={nothing} /> : nothing
  }
  return (
    <>
      {children}
      <Pager label={pages} previous={previous} next={next} byTime={byTime} />
    </>
  )
}
