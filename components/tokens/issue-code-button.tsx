'use client'

import { Button, type ButtonProps } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useAlive } from '../form/use-alive'
import { useIssuing } from './issuing'

/** Opens the form in its dialog. Not there for those who may not issue codes. */
export function IssueCodeButton(props: ButtonProps) {
  const issuing = useIssuing()
  const alive = useAlive()
  if (!issuing) return null
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => issuing.openForm()}
      {...alive}
      {...props}
    >
      Issue code
    </Button>
  )
}
