'use client'

import type { ReactNode } from 'react'
import { useState } from 'react'
import { useCall } from '@/components/form/use-call'
import { type Notice, useNotify } from '@/components/layout/notices'
import { ConfirmDialog } from '@/components/ui/dialog/confirm-dialog'
import { relativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { useIssue } from '../issue/issue-context'
import { explainTokenError } from '../token-error'
import { nameOf } from '../token-name'
import { deleteTokenAction, disableTokenAction, enableTokenAction } from './actions'
import { ChangedMeanwhile, type Conflict } from './changed-meanwhile'
import { undoBy } from './undo'

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

const usesLeft = ({ count, registeredCount }: TokenSummary) =>
  `${count - registeredCount} of ${count} uses are left`

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
            New source servers can register with {name} again: {usesLeft(token)}, and it{' '}
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
            {isAgain ? 'The code that was just made' : 'The old code'} stops working at once:
            machines that still have it are refused. Count and validity stay. {staying(token)}
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
            {name} disappears from the lists, and its code is unknown from now on.{' '}
            {`${staying(token)} This can't be undone.`}
          </>
        ),
      }
  }
}

/** What is said when it is done; disabling is taken back by enabling, and the other way round. */
function noticeOf(change: 'disable' | 'enable' | 'delete', token: TokenSummary): Notice {
  const { id } = token
  const name = token.name ?? id
  if (change === 'delete') return { text: `${name} was deleted.` }
  return change === 'disable'
    ? { text: `${name} was disabled.`, undo: undoBy(name, () => enableTokenAction({ id })) }
    : { text: `${name} was enabled.`, undo: undoBy(name, () => disableTokenAction({ id })) }
}

type ConfirmChangeProps = {
  change: ConfirmedChange
  token: TokenSummary
  onClose: () => void
  onDone?: () => void
}

/** Asks before a code is disabled, enabled, replaced or deleted, and does it. */
export function ConfirmChange({ change, token, onClose, onDone }: ConfirmChangeProps) {
  const notify = useNotify()
  const { replace } = useIssue()
  const [seen, setSeen] = useState(token)
  const [conflict, setConflict] = useState<Conflict>()
  const { pending, problem, setProblem, call } = useCall()
  const doIt = {
    disable: () => disableTokenAction({ id: token.id }),
    enable: () => enableTokenAction({ id: token.id }),
    delete: () =>
      deleteTokenAction({
        id: token.id,
        seen: { ...seen, disabled: seen.status === 'disabled' },
      }),
    replace: () => replace(token.id, seen.replacedAt),
  }[change]

  async function confirm() {
    const answer = await call<Awaited<ReturnType<typeof doIt>>>(doIt)
    setConflict(undefined)
    if (answer.ok) {
      onClose()
      onDone?.()
      if (change === 'disable' || change === 'enable' || change === 'delete')
        notify(noticeOf(change, token))
    } else if (answer.reason === 'changed_meanwhile') {
      setConflict(answer)
      setSeen(answer.token)
    } else setProblem(explainTokenError(answer))
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
