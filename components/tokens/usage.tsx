import { NEARLY_PERCENT } from '@/lib/tokens/list/buckets.shared'
import { Bar } from '../ui/bar'
import classes from './token-table.module.css'

type UsageProps = { registeredCount: number; count: number }

/** How many registrations a code has had of those it allows, in words and as a bar. */
export function Usage({ registeredCount, count }: UsageProps) {
  const percent = (registeredCount / count) * 100
  return (
    <div className={classes.usage}>
      {registeredCount} of {count}
      <Bar parts={[{ percent, color: percent >= NEARLY_PERCENT ? 'yellow' : undefined }]} />
    </div>
  )
}
