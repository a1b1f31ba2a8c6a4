import { Button, Group, Text } from '@mantine/core'
import classes from './stale-note.module.css'

/** Says that what is shown may be old, because the console does not answer; it goes by itself. */
export function StaleNote({ onRetry }: { onRetry: () => void }) {
  return (
    <Group role="status" className={classes.note} gap="sm">
      <Text size="sm">No answer from the console. What you see may be old.</Text>
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Group>
  )
}
