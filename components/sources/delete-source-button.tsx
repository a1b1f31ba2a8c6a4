'use client'

import { Button } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { useNotify } from '../layout/notices'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog'
import { deleteSourceAction } from './actions'
import { SOURCE_DELETED } from './source-deleted'

/** Deletes a source server, after asking. */
export function DeleteSourceButton({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const alive = useAlive()
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()

  async function removeNow() {
    const answer = await call(() => deleteSourceAction({ id }))
    if (answer.ok || answer.reason === 'unknown_source') {
      notify({ text: `${name} was deleted.`, href: '/sources?state=deleted' })
      return router.replace('/sources')
    }
    setProblem(answer.reason === 'invalid' ? SOURCE_DELETED : answer)
  }

  return (
    <div>
      <Button
        variant="subtle"
        color="red"
        c="var(--mantine-color-error)"
        ml={-18}
        onClick={() => setAsking(true)}
        {...alive}
      >
        Delete source server
      </Button>
      {asking && (
        <ConfirmDialog
          title="Delete this source server?"
          confirm="Delete"
          keep="Keep it"
          dangerous
          pending={pending}
          problem={problem}
          onConfirm={removeNow}
          onClose={() => setAsking(false)}
        >
          <b>{name}</b> disappears from the lists. Its registrations stay in the ledger, and the
          uses it took stay taken. If the machine registers again, it comes back.
        </ConfirmDialog>
      )}
    </div>
  )
}
