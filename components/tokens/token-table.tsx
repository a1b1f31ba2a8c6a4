import { Group, Progress, Stack, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from '@mantine/core'
import type { TokenSummary } from '@/lib/tokens/schema'
import { CopyIdButton } from '../copy/copy-id-button'
import { RelativeTime } from '../time/relative-time'
import { TokenStatusBadge } from './token-status-badge'
import classes from './token-table.module.css'

const COLUMNS = ['ID', 'Name', 'Registered', 'Status', 'Expires', 'Created']

/** A page of the list. On a phone each row becomes a card; the roles keep it a table for screen readers. */
export function TokenTable({ tokens, labelledBy }: { tokens: TokenSummary[]; labelledBy: string }) {
  const now = new Date()
  return (
    <Table className={classes.table} role="table" aria-labelledby={labelledBy} verticalSpacing="sm" highlightOnHover>
      <TableThead role="rowgroup">
        <TableTr role="row">
          {COLUMNS.map((column) => (
            <TableTh key={column} role="columnheader" scope="col">
              {column}
            </TableTh>
          ))}
        </TableTr>
      </TableThead>
      <TableTbody role="rowgroup">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} now={now} />
        ))}
      </TableTbody>
    </Table>
  )
}

function TokenRow({ token, now }: { token: TokenSummary; now: Date }) {
  return (
    <TableTr role="row">
      <TableTd role="cell" data-label="ID">
        <Group gap={4} wrap="nowrap">
          <span className={classes.id}>{token.id}</span>
          <CopyIdButton id={token.id} />
        </Group>
      </TableTd>
      <TableTd role="cell" data-label="Name" className={classes.name}>
        {token.name ?? (
          <Text c="dimmed" size="sm" span>
            No name
          </Text>
        )}
        {token.description && (
          <Text size="xs" c="dimmed" lineClamp={2} title={token.description}>
            {token.description}
          </Text>
        )}
      </TableTd>
      <TableTd role="cell" data-label="Registered">
        <Usage registeredCount={token.registeredCount} count={token.count} />
      </TableTd>
      <TableTd role="cell" data-label="Status">
        <TokenStatusBadge status={token.status} />
      </TableTd>
      <TableTd role="cell" data-label="Expires">
        <RelativeTime at={token.expiresAt} now={now} />
      </TableTd>
      <TableTd role="cell" data-label="Created">
        <RelativeTime at={token.createdAt} now={now} />
        <Text size="xs" c="dimmed" className={classes.by}>
          by {token.createdBy}
        </Text>
      </TableTd>
    </TableTr>
  )
}

function Usage({ registeredCount, count }: { registeredCount: number; count: number }) {
  return (
    <Stack gap={4} className={classes.usage}>
      <span>
        {registeredCount} of {count}
      </span>
      <Progress value={(registeredCount / count) * 100} size="sm" aria-hidden />
    </Stack>
  )
}
