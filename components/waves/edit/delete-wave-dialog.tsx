'use client'

import { useRouter } from 'next/navigation'
import { useCall } from '@/components/form/use-call'
import { useNotify } from '@/components/layout/notices'
import { ConfirmDialog } from '@/components/ui/dialog/confirm-dialog'
import { formatCount } from '@/lib/list/count.shared'
import type { WaveSummary } from '@/lib/waves/schema.shared'
import { deleteWaveAction } from '../actions'
import { explainWaveError } from '../wave-error'

/** Asks before a wave is deleted, and leaves its page. */
export function DeleteWaveDialog({ wave, onClose }: { wave: WaveSummary; onClose: () => void }) {
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()
  const router = useRouter()

  async function confirm() {
    const answer = await call(() => deleteWaveAction({ id: wave.id }))
    if (!answer.ok) return setProblem(explainWaveError(answer))
    onClose()
    notify({ text: `${wave.name} was deleted.` })
    router.replace('/waves')
  }

  return (
    <ConfirmDialog
      title="Delete this wave"
      confirm="Delete"
      keep="Keep"
      dangerous
      pending={pending}
      problem={problem}
      onConfirm={confirm}
      onClose={onClose}
    >
      <b>{wave.name}</b> goes with its list of {formatCount(wave.expectedCount)} expected hosts. Its
      codes and source servers stay, and belong to no wave then. To end it and keep the list, close
      it instead.
    </ConfirmDialog>
  )
}
