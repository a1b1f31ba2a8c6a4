'use client'

import { Button, type ButtonProps } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useAlive } from '@/components/form/use-alive'
import { useCan } from '@/components/layout/permissions'
import { useIssue } from './issue-context'
import { loadIssueDialog } from './load-issue-dialog'

const warm = () => void loadIssueDialog().catch(() => {})

/** Opens the form in its dialog. Not there for those who may not issue codes. */
export function IssueCodeButton(props: ButtonProps) {
  const { openForm } = useIssue()
  const canIssue = useCan('tokens.write')
  const alive = useAlive()
  if (!canIssue) return null
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => openForm()}
      {...alive}
      {...props}
    >
      Issue code
    </Button>
  )
}
