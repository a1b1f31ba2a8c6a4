'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { useNotify } from '../layout/notices'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog'
import { reopenSourceAction } from './actions'
import { SOURCE_DELETED } from './source-deleted'

/** Lets a machine that lost its key, or has another host name now, register anew; after asking. */
export function ReopenSourceButton({ id, name }: { id: string; name: string }) {
  const [asking, setAsking] = useState(false)
  const alive = useAlive()
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()

  async function reopenNow() {
    const answer = await call(() => reopenSourceAction({ id }))
    if (answer.ok) {
      notify({ text: `${name} may register anew.` })
      return setAsking(false)
    }
    const isGone = answer.reason === 'invalid' || answer.reason === 'unknown_source'
    setProblem(isGone ? SOURCE_DELETED : answer)
  }

  return (
    <div>
      <Button variant="default" onClick={() => setAsking(true)} {...alive}>
        Let it register anew
      </Button>
      {asking && (
        <ConfirmDialog
          title="Let this machine register anew?"
          confirm="Let it register"
          keep="Leave it"
          pending={pending}
          problem={problem}
          onConfirm={reopenNow}
          onClose={() => setAsking(false)}
        >
          The next machine that registers with the machine ID of <b>{name}</b> and an active code is
          taken for it, whatever its key and host name. Do this when the machine was installed
          again, or its key was lost. A copy of the machine needs a machine ID of its own instead.
        </ConfirmDialog>
      )}
    </div>
  )
}
