'use client'

import { Alert, Group, Text, UnstyledButton } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import classes from '@/components/form/form.module.css'
import { outage } from './patient-fetch'

/** Says that a page which was asked for waits for the console; it goes by itself. */
export function OutageNote() {
  const isOn = useSyncExternalStore(outage.subscribe, outage.isOn, () => false)
  return (
    <div role="status">
      {isOn && (
        <Alert color="red" className={classes.atBottom}>
          <Group gap="md">
            <Text size="sm">The console can't be reached. The page comes when it answers.</Text>
            <UnstyledButton fz="sm" td="underline" onClick={outage.retry}>
              Try now
            </UnstyledButton>
          </Group>
        </Alert>
      )}
    </div>
  )
}
