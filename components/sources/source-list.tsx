import { Stack, Text } from '@mantine/core'
import type { Page } from '@/lib/list/page.shared'
import type { SourceFilter } from '@/lib/sources/query.shared'
import type { SourceSummary } from '@/lib/sources/schema.shared'
import { TokenLink } from '../tokens/token-link'
import { Clamped } from '../ui/clamped'
import { type Column, DataTable } from '../ui/data-table'
import { EmptyList } from '../ui/list/empty-list'
import { ListFrame } from '../ui/list/list-frame'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'

type SourceListProps = {
  page: Page<SourceSummary> & { incomplete: boolean }
  unread: string[]
  filter: SourceFilter
  labelledBy: string
}

/** The list of source servers, or why it is empty. */
export function SourceList({ page, unread, filter, labelledBy }: SourceListProps) {
  const now = new Date()
  const columns: Column<SourceSummary>[] = [
    { label: 'Name', cell: (source) => <NameAndHost {...source} now={now} /> },
    {
      label: 'Platform',
      cell: ({ platform, architecture }) =>
        [platform, architecture].filter(Boolean).join(', ') || 'unknown',
    },
    { label: 'Addresses', wide: true, cell: ({ ipAddresses }) => <Addresses all={ipAddresses} /> },
    { label: 'Code', cell: (source) => <TokenLink {...source} /> },
    {
      label: 'Registered',
      cell: ({ registeredAt }) => <RelativeTime exact="below" at={registeredAt} now={now} />,
    },
    { label: 'Seen', cell: ({ seenAt }) => <RelativeTime exact="below" at={seenAt} now={now} /> },
  ]
  return (
    <Stack gap="sm">
      <ListFrame
        page={page}
        unread={unread}
        path="/sources"
        filter={filter}
        pages="Pages of the list"
        nothing={<NoSources filter={filter} />}
      >
        <DataTable
          labelledBy={labelledBy}
          columns={columns}
          rows={page.entries}
          keyOf={({ id }) => id}
        />
      </ListFrame>
    </Stack>
  )
}

/** What is deleted has no page any more. */
function NameAndHost({ now, ...source }: SourceSummary & { now: Date }) {
  const { id, name, hostname, deletedAt, reopenedAt } = source
  const lead = <Clamped text={name} fw={600} />
  return (
    <>
      {deletedAt ? lead : <TextLink href={`/sources/${id}`}>{lead}</TextLink>}
      {hostname !== name && <Clamped text={hostname} size="xs" c="dimmed" inherit={false} />}
      {deletedAt && (
        <Text size="xs" c="dimmed">
          Deleted <RelativeTime at={deletedAt} now={now} />,{' '}
          <TextLink inherit underlined href={`/audit?target=${id}`}>
            by whom
          </TextLink>
        </Text>
      )}
      {!deletedAt && reopenedAt && (
        <Text size="xs" c="dimmed">
          May register anew since <RelativeTime at={reopenedAt} now={now} />
        </Text>
      )}
    </>
  )
}

const SHOWN_ADDRESSES = 2

function Addresses({ all }: { all: string[] }) {
  if (all.length === 0) return 'unknown'
  const more = all.length - SHOWN_ADDRESSES
  return (
    <>
      {all.slice(0, SHOWN_ADDRESSES).join(', ')}
      {more > 0 && ` and ${more} more`}
    </>
  )
}

function NoSources({ filter: { search, ...rest } }: { filter: SourceFilter }) {
  const { code, ...others } = rest
  if (!search && Object.keys(rest).length === 0)
    return (
      <EmptyList
        title="No source servers yet"
        text={
          'Issue an activation code and run the command above on a machine: ' +
          'it appears here by itself.'
        }
      />
    )
  const why = search
    ? `Nothing has “${search}” in its name, host name, addresses, ID or code.`
    : code && Object.keys(others).length === 0
      ? `Nothing registered last with a code that is called “${code}”.`
      : 'Nothing fits these filters.'
  return (
    <EmptyList title="No source server matches" text={why}>
      <TextLink href="/sources">Show all source servers</TextLink>
    </EmptyList>
  )
}
