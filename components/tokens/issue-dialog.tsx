'use client'

import { Modal } from '@mantine/core'
import { IssueTokenForm } from './issue-token-form'

/** The form in a dialog, for every page of the console. */
export function IssueDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Issue an activation code"
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={false}
    >
      <IssueTokenForm />
    </Modal>
  )
}
