'use client'

import { Checkbox, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type Column, DataTable } from '@/components/ui/data-table'
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
import { StatusBadge } from '../status-badge'
import { TokenId } from '../token-id'
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
    { label: 'ID', cell: ({ id }) => <TokenId id={id} /> },
    { ...sortable('Name', 'name'), cell: (token) => <NameAndDescription {...token} /> },
    { ...sortable('Registered', 'usage'), cell: (token) => <Usage {...token} /> },
    { label: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
    {
      ...sortable('Expires', 'expires'),
      cell: ({ expiresAt }) => <RelativeTime at={expiresAt} now={now} />,
    },
    { ...sortable('Created', 'created'), cell: (token) => <Created {...token} now={now} /> },
    ...(selection
      ? [
          {
            label: 'Actions',
            bare: true,
            header: <VisuallyHidden>Actions</VisuallyHidden>,
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
    bare: true,
    header: (
      <Checkbox
        size="xs"
        aria-label="Select all on this page"
        checked={all}
        indeterminate={some && !all}
        onChange={toggleAll}
      />
    ),
    cell: (token) => (
      <Checkbox
        size="xs"
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
    <UnstyledButton
      component={ListLink}
      href={tokenListHref(wanted, { sort, order })}
      className={classes.sort}
    >
      {label}
      {isSorted && <Icon size={14} aria-hidden />}
    </UnstyledButton>
  )
}

function NameAndDescription({ name, description }: TokenSummary) {
  return (
    <>
      {name ? (
        <Text size="sm" lineClamp={2} title={name}>
          {name}
        </Text>
      ) : (
        <Text c="dimmed" size="sm">
          No name
        </Text>
      )}
      {description && (
        <Text size="xs" c="dimmed" lineClamp={2} title={description}>
          {description}
        </Text>
      )}
    </>
  )
}

/** When a code was issued and by whom, in the room of one column. */
function Created({ createdAt, createdBy, now }: TokenSummary & { now: Date }) {
  return (
    <>
      <RelativeTime at={createdAt} now={now} />
      <Text size="xs" c="dimmed">
        by {createdBy}
      </Text>
    </>
  )
}
