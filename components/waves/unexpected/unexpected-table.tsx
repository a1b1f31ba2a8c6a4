import { TokenLink } from '@/components/tokens/token-link'
import { NoteBadge, WarningBadge } from '@/components/ui/badge'
import { Clamped } from '@/components/ui/clamped'
import { type Column, DataTable } from '@/components/ui/data-table'
import { HiddenText } from '@/components/ui/hidden-text'
import { TextLink } from '@/components/ui/text-link'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { UnexpectedSummary } from '@/lib/waves/unexpected/summary.shared'
import classes from '../waves.module.css'
import { SourceMenu } from './source-menu'

type UnexpectedTableProps = { waveId: string; sources: UnexpectedSummary[]; labelledBy: string }

/** Source servers that nobody planned, or that somebody must decide about. */
export function UnexpectedTable({ waveId, sources, labelledBy }: UnexpectedTableProps) {
  const now = serverNow()
  const columns: Column<UnexpectedSummary>[] = [
    { label: 'Source server', cell: (source) => <NameAndHost {...source} /> },
    { label: 'What it is', cell: (source) => <What {...source} /> },
    { label: 'Code', cell: ({ code }) => (code ? <TokenLink {...code} /> : 'another code') },
    { label: 'Came', cell: ({ at }) => <RelativeTime exact="below" at={at} now={now} /> },
    {
      label: 'Actions',
      place: 'end',
      header: <HiddenText>Actions</HiddenText>,
      cell: (source) => <SourceMenu waveId={waveId} source={source} />,
    },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={sources} keyOf={({ id }) => id} />
  )
}

function NameAndHost({ id, name, hostname }: UnexpectedSummary) {
  return (
    <>
      <TextLink href={`/sources/${id}`}>
        <Clamped text={name} fw={600} />
      </TextLink>
      {hostname !== name && <span className={classes.second}>{hostname}</span>}
    </>
  )
}

const MOST_NAMED = 3

function What({ kind, isDecided, hosts }: UnexpectedSummary) {
  const names = hosts.slice(0, MOST_NAMED).map(({ hostname }) => hostname)
  const more = hosts.length > MOST_NAMED ? ` and ${hosts.length - MOST_NAMED} more` : ''
  if (kind === 'accepted') return <NoteBadge>Put in by hand</NoteBadge>
  if (kind === 'undecided')
    return (
      <>
        <WarningBadge>To be decided</WarningBadge>
        <span className={classes.second}>
          fits {names.join(', ')}
          {more}
        </span>
      </>
    )
  if (kind === 'left') return <NoteBadge>Taken out, or no host of it</NoteBadge>
  if (isDecided) return <NoteBadge>Said to be none of the list</NoteBadge>
  const [only] = hosts
  if (only?.isTaken)
    return (
      <>
        Not expected
        <span className={classes.second}>another machine is {only.hostname} already</span>
      </>
    )
  return 'Not on the list'
}
