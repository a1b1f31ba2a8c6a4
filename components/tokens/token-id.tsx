import { Group } from '@mantine/core'
import { CopyIdButton } from '../ui/copy/copy-id-button'
import { TextLink } from '../ui/text-link'
import classes from './token-table.module.css'

/** A token's ID, which leads to its page, with a button to copy it. */
export function TokenId({ id }: { id: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <span className={classes.id}>
        <TextLink href={`/tokens/${id}`} inherit>
          {id}
        </TextLink>
      </span>
      <CopyIdButton id={id} />
    </Group>
  )
}
