'use client'

import { Alert, Group, Text, UnstyledButton } from '@mantine/core'
import classes from './form.module.css'

type NotLoadedProps = { onClose: () => void; onRetry?: () => void }

/** Says that what somebody opened could not be fetched from the console; nothing was done. */
export function NotLoaded({ onClose, onRetry }: NotLoadedProps) {
  return (
    <Alert color="red" className={classes.atBottom}>
      <Group gap="md">
        <Text size="sm">The console can't be reached.{!onRetry && ' Try again in a moment.'}</Text>
        {onRetry && (
          <UnstyledButton fz="sm" td="underline" onClick={onRetry}>
            Try again
          </UnstyledButton>
        )}
        <UnstyledButton fz="sm" td="underline" onClick={onClose}>
          Close
        </UnstyledButton>
      </Group>
    </Alert>
  )
}
