'use client'

import { Dialog } from '@/components/ui/dialog/dialog'
import { AddPasskey } from './add-passkey'

/** Adds a passkey, in a dialog. */
export function AddPasskeyDialog({
  hasPassword,
  onClose,
}: {
  hasPassword: boolean
  onClose: () => void
}) {
  return (
    <Dialog
      onClose={onClose}
      title="Add a passkey"
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={false}
    >
      <AddPasskey hasPassword={hasPassword} onDone={onClose} onCancel={onClose} />
    </Dialog>
  )
}
