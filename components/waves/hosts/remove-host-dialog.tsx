'use client'

import { useCall } from '@/components/form/use-call'
import { useNotify } from '@/components/layout/notices'
import { ConfirmDialog } from '@/components/ui/dialog/confirm-dialog'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import { removeHostAction } from '../actions'
import { explainWaveError } from '../wave-error'

type RemoveHostDialogProps = { waveId: string; host: HostSummary; onClose: () => void }

/** Asks before a host is taken off the list. */
export function RemoveHostDialog({ waveId, host, onClose }: RemoveHostDialogProps) {
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()

  async function confirm() {
    const answer = await call(() => removeHostAction({ waveId, id: host.id }))
    if (!answer.ok) return setProblem(explainWaveError(answer))
    onClose()
    notify({ text: `${host.hostname} is not expected any more.` })
  }

  return (
    <ConfirmDialog
      title="Remove from the list"
      confirm="Remove"
      keep="Keep"
      dangerous
      pending={pending}
      problem={problem}
      onConfirm={confirm}
      onClose={onClose}
    >
      <b>{host.hostname}</b> is not expected any more
      {host.source && ', and its source server counts as one that nobody planned'}. To keep it and
      not wait for it, waive it instead.
    </ConfirmDialog>
  )
}
