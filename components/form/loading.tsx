'use client'

import { Alert, Group, Text, UnstyledButton } from '@mantine/core'
import classes from './form.module.css'

/** Says that what somebody opened is on its way; they need not wait for it. */
export function Loading({ onClose }: { onClose: () => void }) {
  return (
    <Alert color="blue" role="status" className={classes.atBottom}>
      <Group gap="md">
        <Text size="sm">Loading…</Text>
        <UnstyledButton fz="sm" td="underline" onClick={onClose}>
          Cancel
        </UnstyledButton>
      </Group>
    </Alert>
  )
}
