'use client'

import { Button, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { formatTotal } from '@/lib/list/count.shared'
import type { Total } from '@/lib/list/page.shared'
import type { TokenListQuery } from '@/lib/tokens/list/query.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import classes from '../token-table.module.css'
import type { BulkKind } from './bulk-words'
import type { TokenSelection } from './use-selection'

type BulkBarProps = {
  tokens: TokenSummary[]
  query: TokenListQuery
  total?: Total
  now: Date
  selection: TokenSelection
}

const loadDialog = () => import('./bulk-dialog')

const KINDS: [BulkKind, string][] = [
  ['disable', 'Disable'],
  ['enable', 'Enable'],
  ['extend', 'Extend'],
  ['delete', 'Delete'],
]

/** What can be done to the selected rows, or to all that the list shows. */
export function BulkBar({ tokens, query, total, now, selection }: BulkBarProps) {
  const [everything, setEverything] = useState(false)
  const [kind, setKind] = useState<BulkKind>()
  const isMore = !total || total.more || total.count > selection.ids.length
  const isEverything = everything && selection.all
  const all = total ? formatTotal(total) : ''
  return (
    <section className={classes.selected} aria-label="Selected codes" data-keeps-still>
      <Text size="sm" fw={600} role="status">
        {isEverything ? `All ${all} that match are selected` : `${selection.ids.length} selected`}
      </Text>
      {selection.all && isMore && (
        <UnstyledButton
          fz="sm"
          td="underline"
          c="var(--mantine-color-anchor)"
          onClick={() => setEverything(!everything)}
        >
          {isEverything ? 'Select this page only' : `Select all ${all} that match`}
        </UnstyledButton>
      )}
      {KINDS.map(([value, label]) => (
        <Button
          key={value}
          size="xs"
          variant="default"
          c={value === 'delete' ? 'var(--mantine-color-error)' : undefined}
          onClick={() => setKind(value)}
        >
          {label}
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={selection.clear}>
        Clear selection
      </Button>
      {kind && (
        <LazyDialog load={loadDialog} onClose={() => setKind(undefined)}>
          {({ BulkDialog }) => (
            <BulkDialog
              kind={kind}
              target={
                isEverything
                  ? { query, total, now }
                  : { tokens: tokens.filter(({ id }) => selection.isSelected(id)) }
              }
              onClose={(finished) => {
                setKind(undefined)
                if (finished) selection.clear()
              }}
            />
          )}
        </LazyDialog>
      )}
    </section>
  )
}
