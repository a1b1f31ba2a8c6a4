import { Group } from '@mantine/core'
import { CopyIdButton } from './copy-id-button'
import classes from './copyable-id.module.css'

/** An ID with its button, which never stands on a line of its own. */
export function CopyableId({ id }: { id: string }) {
  return (
    <Group gap={4} my={-4} wrap="nowrap">
      <span className={classes.id}>{id}</span>
      <CopyIdButton id={id} />
    </Group>
  )
}
