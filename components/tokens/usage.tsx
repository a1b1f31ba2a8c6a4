import { Progress, Stack } from '@mantine/core'
import classes from './token-table.module.css'

/** How many registrations a code has had of those it allows, in words and as a bar. */
export function Usage({ registeredCount, count }: { registeredCount: number; count: number }) {
  return (
    <Stack gap={4} className={classes.usage}>
      <span>
        {registeredCount} of {count}
      </span>
      <Progress value={(registeredCount / count) * 100} size="sm" aria-hidden />
    </Stack>
  )
}
