'use client'

import type { ReactNode } from 'react'
import { useState } from 'react'
import type { TokenSummary } from '@/lib/tokens/schema'
import { ConfirmDialog } from '../form/confirm-dialog'
import { useCall } from '../form/use-call'
import { relativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'
import { ChangedMeanwhile, type Conflict } from './changed-meanwhile'
import { useIssuing } from './issuing'
import { refusalProblem } from './refusal-problem'
import { useTokenActions } from './token-actions'
import { nameOf } from './token-name'

export type ConfirmedChange = 'disable' | 'enable' | 'replace' | 'delete'

type Question = {
  title: string
  confirm: string
  keep: string
  dangerous?: boolean
  consequences: ReactNode
}

/**
 * "the 12 source servers that registered with it stay registered": what a change does not touch.
 */
function staying({ registeredCount }: TokenSummary): string {
  if (registeredCount === 0) return 'No source server has registered with it yet.'
  return registeredCount === 1
    ? 'The source server that registered with it stays registered.'
    : `The ${registeredCount} source servers that registered with it stay registered.`
}

function questionOf(change: ConfirmedChange, token: TokenSummary, isAgain: boolean): Question {
  const name = <b>{nameOf(token)}</b>
  switch (change) {
    case 'disable':
      return {
        title: 'Disable this activation code?',
        confirm: 'Disable',
        keep: 'Keep it',
        dangerous: true,
        consequences: (
          <>
            From now on no new source server can register with {name}. {staying(token)} You can
            enable it again.
          </>
        ),
      }
    case 'enable':
      return {
        title: 'Enable this activation code?',
        confirm: 'Enable',
        keep: 'Leave it disabled',
        consequences: (
          <>
            New source servers can register with {name} again: {token.count - token.registeredCount}{' '}
            of {token.count} uses are left, and it{' '}
            {token.expiresAt > serverNow() ? 'expires' : 'expired'}{' '}
            {relativeTime(token.expiresAt, serverNow())}.
          </>
        ),
      }
    case 'replace':
      return {
        title: 'Replace this activation code?',
        confirm: 'Replace code',
        keep: isAgain ? 'Keep the present code' : 'Keep the old code',
        dangerous: true,
        consequences: (
          <>
            {name} gets {isAgain ? 'one more' : 'a'} new code, which is shown once.{' '}
            {isAgain ? 'The code that was just made' : 'The old code'} is dead at once: machines
            that still have it are refused. Count and validity stay. {staying(token)}
          </>
        ),
      }
    case 'delete':
      return {
        title: 'Delete this activation code?',
        confirm: 'Delete',
        keep: 'Keep it',
        dangerous: true,
        consequences: (
          <>
            {name} disappears from the lists, and its code is unknown from now on. {staying(token)}{' '}
            This can't be undone.
          </>
        ),
      }
  }
}

type ConfirmChangeProps = {
  change: ConfirmedChange
  token: TokenSummary
  onClose: () => void
  onDone?: () => void
}

/** Asks before a code is disabled, enabled, replaced or deleted, and does it. */
export function ConfirmChange({ change, token, onClose, onDone }: ConfirmChangeProps) {
  const actions = useTokenActions()
  const issuing = useIssuing()
  const [seen, setSeen] = useState(token)
  const [conflict, setConflict] = useState<Conflict>()
  const { pending, problem, setProblem, call } = useCall()
  if (!actions || !issuing) return null
  const doIt = {
    disable: () => actions.disable(token.id),
    enable: () => actions.enable(token.id),
    delete: () => actions.remove(token.id, { ...seen, disabled: seen.status === 'disabled' }),
    replace: () => issuing.replace(token.id, seen.replacedAt),
  }[change]

  async function confirm() {
    const answer = await call<Awaited<ReturnType<typeof doIt>>>(doIt)
    setConflict(undefined)
    if (answer.ok) {
      onClose()
      onDone?.()
    } else if (answer.reason === 'changed_meanwhile') {
      setConflict(answer)
      setSeen(answer.token)
    } else setProblem(refusalProblem(answer))
  }

  const { consequences, ...question } = questionOf(
    change,
    seen,
    conflict?.last?.action === 'token.code_replaced',
  )
  // Somebody else has done it already.
  const isDone =
    conflict &&
    ((change === 'disable' && seen.status === 'disabled') ||
      (change === 'enable' && seen.status !== 'disabled'))
  return (
    <ConfirmDialog
      {...question}
      notice={conflict && <ChangedMeanwhile conflict={conflict} differences={[]} />}
      {...(isDone && { confirm: undefined, keep: 'Close' })}
      pending={pending}
      problem={problem}
      onConfirm={confirm}
      onClose={onClose}
    >
      {!isDone && consequences}
    </ConfirmDialog>
  )
}
