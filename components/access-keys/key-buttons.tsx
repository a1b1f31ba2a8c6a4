'use client'

import { Button, Group } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { AccessKeySummary } from '@/lib/access-keys/schema.shared'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { useCan } from '../layout/permissions'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog'
import { deleteAccessKeyAction, disableAccessKeyAction, enableAccessKeyAction } from './actions'

const ACTIONS = {
  disable: disableAccessKeyAction,
  enable: enableAccessKeyAction,
  delete: deleteAccessKeyAction,
}

const QUESTIONS = {
  disable: {
    title: 'Disable this access key?',
    confirm: 'Disable',
    keep: 'Keep it',
    dangerous: true,
    text: 'is refused from its next call on. Codes that it issued stay as they are.',
  },
  enable: {
    title: 'Enable this access key?',
    confirm: 'Enable',
    keep: 'Leave it disabled',
    dangerous: false,
    text: 'may call again.',
  },
  delete: {
    title: 'Delete this access key?',
    confirm: 'Delete',
    keep: 'Keep it',
    dangerous: true,
    text:
      'and its secret are gone for good; programs that use it are refused. Codes that it ' +
      "issued stay as they are. This can't be undone.",
  },
} as const

/** What can be done to an access key: its owner may disable it, an administrator everything. */
export function KeyButtons({ accessKey }: { accessKey: AccessKeySummary }) {
  const canManage = useCan('access_keys.manage')
  const router = useRouter()
  const alive = useAlive()
  const [asking, setAsking] = useState<keyof typeof QUESTIONS>()
  const { pending, problem, setProblem, call } = useCall()

  async function confirm(what: keyof typeof QUESTIONS) {
    const answer = await call(() => ACTIONS[what]({ id: accessKey.id }))
    if (answer.ok) {
      setAsking(undefined)
      if (what === 'delete') router.replace('/settings/access-keys')
    } else if (answer.reason === 'unknown_key' || answer.reason === 'invalid')
      setProblem({ reason: 'message', text: 'This access key was deleted meanwhile.' })
    else setProblem(answer)
  }

  const question = asking && QUESTIONS[asking]
  return (
    <Group gap="xs">
      {!accessKey.disabled && (
        <Button variant="default" onClick={() => setAsking('disable')} {...alive}>
          Disable
        </Button>
      )}
      {accessKey.disabled && canManage && (
        <Button variant="default" onClick={() => setAsking('enable')} {...alive}>
          Enable
        </Button>
      )}
      {canManage && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          onClick={() => setAsking('delete')}
          {...alive}
        >
          Delete
        </Button>
      )}
      {asking && question && (
        <ConfirmDialog
          {...question}
          pending={pending}
          problem={problem}
          onConfirm={() => confirm(asking)}
          onClose={() => setAsking(undefined)}
        >
          <b>
            {accessKey.name} ({accessKey.id})
          </b>{' '}
          {question.text}
        </ConfirmDialog>
      )}
    </Group>
  )
}
