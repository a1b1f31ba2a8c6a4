'use client'

import { Dialog } from '@/components/ui/dialog/dialog'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { settingsOf } from './form-values'
import { IssueTokenForm } from './issue-token-form'

type IssueDialogProps = { template?: TokenSummary; busy: boolean; onClose: () => void }

/**
 * The form in a dialog, for every page of the console. Stays open while it is sent: the answer
 * needs a place.
 */
export function IssueDialog({ template, busy, onClose }: IssueDialogProps) {
  return (
    <Dialog
      onClose={() => !busy && onClose()}
      title="Issue an activation code"
      closeButtonProps={{ 'aria-label': 'Close', disabled: busy }}
      closeOnClickOutside={false}
    >
      <IssueTokenForm focusFirst values={template && settingsOf(template)} />
    </Dialog>
  )
}
