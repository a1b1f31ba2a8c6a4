'use client'

import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ListLink } from './list-link'

/**
 * Takes the place of a list whose filters in the address can't be read: without them it would show
 * more than was asked for.
 */
export function UnreadFiltersNote({ names, all }: { names: string[]; all: string }) {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="Nothing is shown"
      role="alert"
    >
      The address of this page has filters that can't be read: {names.join(', ')}.{' '}
      <Anchor component={ListLink} size="sm" href={all}>
        Show everything
      </Anchor>
    </Alert>
  )
}
