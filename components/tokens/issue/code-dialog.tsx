'use client'

import { useOwnAddress } from '@/components/layout/own-address'
import { CopyRow } from '@/components/ui/copy/copy-row'
import { ShowOnceDialog } from '@/components/ui/dialog/show-once-dialog'
import type { IssuedToken } from '@/lib/tokens/schema.shared'
import { CodeDetails } from './code-details'

/** Shows a code, the only time, with the command that uses it. */
export function CodeDialog({
  issued: { code, token },
  onClose,
}: {
  issued: IssuedToken
  onClose: () => void
}) {
  const address = useOwnAddress()
  return (
    <ShowOnceDialog
      title="Activation code"
      noun="code"
      label="Activation code"
      secret={code}
      onClose={onClose}
    >
      <CopyRow
        label="Command for the source server"
        description="Run it there. It asks for the code, which stays out of the shell's history."
        value={registerCommand(address)}
        button="Copy command"
      />
      <CodeDetails token={token} />
    </ShowOnceDialog>
  )
}

/** The command that registers a machine with the console at an address. The code is not in it. */
function registerCommand(origin: string): string {
  return `curl -fsSLO ${origin}/register.sh && sh register.sh --url ${origin}`
}
