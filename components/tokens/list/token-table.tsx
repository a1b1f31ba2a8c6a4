'use client'

import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import Link from 'next/link'
import { CopyIdButton } from '@/components/ui/copy/copy-id-button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { HiddenText } from '@/components/ui/hidden-text'
import { ListLink } from '@/components/ui/list/list-link'
import { RelativeTime } from '@/components/ui/time/relative-time'
import {
  TOKEN_SORTS,
  type TokenListQuery,
  type TokenSort,
  tokenListHref,
} from '@/lib/tokens/list/query.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import type { Selection } from '../bulk/use-selection'
import { TokenMenu } from '../edit/token-menu'
import { StatusBadges } from '../status-badge'
import { nameOf } from '../token-name'
import classes from '../token-table.module.css'
import { Usage } from '../usage'
import { useTokenQuery } from './use-token-query'

type TokenTableProps = {
  tokens: TokenSummary[]
  query: TokenListQuery
  now: Date
  labelledBy: string
  selection?: Selection
}

/** A page of the list of tokens. With `selection` rows can be chosen and changed. */
export function TokenTable({ tokens, query, now, labelledBy, selection }: TokenTableProps) {
  const sortable = (label: string, sort: TokenSort) => ({
    label,
    header: <SortLink label={label} sort={sort} query={query} />,
    sorted:
      query.sort === sort
        ? query.order === 'asc'
          ? ('ascending' as const)
          : ('descending' as const)
        : undefined,
  })
  const columns: Column<TokenSummary>[] = [
    ...(selection ? [selectColumn(selection)] : []),
    { ...sortable('Name', 'name'), cell: (token) => <NameAndId {...token} /> },
    {
      ...sortable('Registered', 'usage'),
      card: 'grow',
      cell: (token) => <Usage {...token} />,
    },
    { label: 'Status', card: 'alone', cell: (token) => <StatusBadges token={token} now={now} /> },
    {
      ...sortable('Expires', 'expires'),
      cell: ({ expiresAt }) => <RelativeTime exact="below" at={expiresAt} now={now} />,
    },
    {
      ...sortable('Created', 'created'),
      wide: true,
      card: 'alone',
      cell: (token) => <Created {...token} now={now} />,
    },
    ...(selection
      ? [
          {
            label: 'Actions',
            place: 'end' as const,
            header: <HiddenText>Actions</HiddenText>,
            cell: (token: TokenSummary) => <TokenMenu token={token} />,
          },
        ]
      : []),
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={tokens} keyOf={({ id }) => id} />
  )
}

function selectColumn({
  isSelected,
  toggle,
  toggleAll,
  all,
  some,
}: Selection): Column<TokenSummary> {
  return {
    label: 'Select',
    place: 'start',
    header: (
      <input
        type="checkbox"
        className={classes.box}
        aria-label="Select all on this page"
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = some && !all
        }}
        onChange={toggleAll}
      />
    ),
    cell: (token) => (
      <input
        type="checkbox"
        className={classes.box}
        aria-label={`Select ${nameOf(token)}`}
        checked={isSelected(token.id)}
        onChange={() => toggle(token.id)}
      />
    ),
  }
}

/** Orders the list by a column; once more the other way round. */
function SortLink({
  label,
  sort,
  query,
}: {
  label: string
  sort: TokenSort
  query: TokenListQuery
}) {
  const wanted = useTokenQuery()
  const isSorted = query.sort === sort
  const order = wanted.sort === sort ? (wanted.order === 'asc' ? 'desc' : 'asc') : TOKEN_SORTS[sort]
  const Icon = query.order === 'asc' ? IconChevronUp : IconChevronDown
  return (
    <ListLink href={tokenListHref(wanted, { sort, order })} className={classes.sort}>
      {label}
      {isSorted && <Icon size={14} aria-hidden />}
    </ListLink>
  )
}

/**
 * What a code is called, with its ID and what it is for. Name and ID lead to its page; the keyboard
 * goes there once.
 */
function NameAndId({ id, name, description, wave }: TokenSummary) {
  const link = { href: `/tokens/${id}`, prefetch: false } as const
  return (
    <>
      {name && (
        <Link {...link} className={classes.name} title={name}>
          {name}
        </Link>
      )}
      <div className={classes.second}>
        <span className={classes.idAndCopy}>
          <Link {...link} className={classes.id} tabIndex={name ? -1 : undefined}>
            {id}
          </Link>
          <CopyIdButton id={id} />
        </span>
        {wave && (
          <Link
            href={`/waves/${wave.id}`}
            prefetch={false}
            className={classes.wave}
            title={wave.name}
          >
            {wave.name}
          </Link>
        )}
        {description && (
          <span className={classes.description} title={description}>
            {description}
          </span>
        )}
      </div>
    </>
  )
}

/** When a code was issued and by whom, in the room of one column. */
function Created({ createdAt, createdBy, now }: TokenSummary & { now: Date }) {
  return (
    <>
      <span className={classes.createdAt}>
        <RelativeTime at={createdAt} now={now} />
      </span>
      <span className={classes.by} title={createdBy}>
        by {createdBy}
      </span>
    </>
  )
}
