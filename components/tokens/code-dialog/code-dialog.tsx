'use client'

import { RegisterCommand } from '@/components/command/register-command'
import { ShowOnceDialog } from '@/components/ui/dialog/show-once-dialog'
import type { IssuedToken } from '@/lib/tokens/schema.shared'
import { CodeDetails } from './code-details'
import { HandOver } from './hand-over'
import { JustRegistered } from './just-registered'

type CodeDialogProps = { issued: IssuedToken; onClose: () => void }

/** Shows a code, the only time, with the command that uses it and who has used it meanwhile. */
export function CodeDialog({ issued, onClose }: CodeDialogProps) {
  return (
    <ShowOnceDialog
      title="Activation code"
      noun="code"
      label="Activation code"
      secret={issued.code}
      onClose={onClose}
    >
      {(onCopied) => (
        <>
          <HandOver issued={issued} onCopied={onCopied} />
          <RegisterCommand />
          <CodeDetails token={issued.token} />
          <JustRegistered token={issued.token} />
        </>
      )}
    </ShowOnceDialog>
  )
}
