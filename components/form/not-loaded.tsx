'use client'

import { Alert, Group, Text, UnstyledButton } from '@mantine/core'
import classes from './form.module.css'

/** Says that what somebody opened could not be fetched from the console; nothing was done. */
export function NotLoaded({ onClose }: { onClose: () => void }) {
  return (
    <Alert color="red" className={classes.notLoaded}>
      <Group gap="md">
        <Text size="sm">The console can't be reached. Try again in a moment.</Text>
        <UnstyledButton fz="sm" td="underline" onClick={onClose}>
          Close
        </UnstyledButton>
      </Group>
    </Alert>
  )
}
