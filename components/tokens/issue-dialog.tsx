'use client'

import { Modal } from '@mantine/core'
import { IssueTokenForm } from './issue-token-form'

type IssueDialogProps = { opened: boolean; busy: boolean; onClose: () => void }

/** The form in a dialog, for every page of the console. Stays open while it is sent: the answer needs a place. */
export function IssueDialog({ opened, busy, onClose }: IssueDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={() => !busy && onClose()}
      title="Issue an activation code"
      closeButtonProps={{ 'aria-label': 'Close', disabled: busy }}
      closeOnClickOutside={false}
    >
      <IssueTokenForm focusFirst />
    </Modal>
  )
}
