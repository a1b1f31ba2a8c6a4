'use client'

import { Text } from '@mantine/core'
import classes from './form.module.css'

/** Says that something worked, to the eye and to screen readers. */
export function SavedMessage({ text }: { text: string | undefined }) {
  return (
    <div role="status" className={classes.live}>
      {text && (
        <Text size="sm" c="var(--console-success)" fw={500}>
          {text}
        </Text>
      )}
    </div>
  )
}
