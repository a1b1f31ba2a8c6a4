import { Progress, Stack } from '@mantine/core'
import { NEARLY_PERCENT } from '@/lib/tokens/list/buckets.shared'
import classes from './token-table.module.css'

type UsageProps = { registeredCount: number; count: number }

/** How many registrations a code has had of those it allows, in words and as a bar. */
export function Usage({ registeredCount, count }: UsageProps) {
  const percent = (registeredCount / count) * 100
  const color = percent >= NEARLY_PERCENT ? 'yellow.6' : undefined
  return (
    <Stack gap={4} className={classes.usage}>
      <span>
        {registeredCount} of {count}
      </span>
      <Progress value={percent} color={color} size="sm" aria-hidden />
    </Stack>
  )
}
