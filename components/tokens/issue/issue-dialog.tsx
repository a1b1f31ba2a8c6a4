'use client'

import { Dialog } from '@/components/ui/dialog/dialog'
import { EMPTY, type FormValues } from './form-values'
import { IssueTokenForm } from './issue-token-form'

type IssueDialogProps = {
  values?: Partial<FormValues>
  busy: boolean
  onClose: () => void
  /** Is given what was typed into the form when it is closed. */
  onLeave: (values: Partial<FormValues>) => void
}

/**
 * The form in a dialog, for every page of the console. Stays open while it is sent: the answer
 * needs a place.
 */
export function IssueDialog({ values, busy, onClose, onLeave }: IssueDialogProps) {
  return (
    <Dialog
      onClose={() => !busy && onClose()}
      title="Issue an activation code"
      closeButtonProps={{ 'aria-label': 'Close', disabled: busy }}
      closeOnClickOutside={false}
    >
      <IssueTokenForm focusFirst values={values && { ...EMPTY, ...values }} onLeave={onLeave} />
    </Dialog>
  )
}
