'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { canUsePasskeys } from '@/components/auth/passkey'
import { ProblemAlert } from '@/components/form/problem-alert'
import { useAlive } from '@/components/form/use-alive'
import { useCall } from '@/components/form/use-call'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { PasskeySummary } from '@/lib/auth/schema.shared'
import { removePasskeyAction } from '../second-factor/actions'
import { explainFactorError } from '../second-factor/password-step'
import classes from '../session-list.module.css'

const loadDialog = () => import('./add-passkey-dialog')

/** One's passkeys, with the means to add and remove them. */
export function PasskeyList({
  passkeys,
  hasPassword,
}: {
  passkeys: PasskeySummary[]
  hasPassword: boolean
}) {
  const [isAdding, setIsAdding] = useState(false)
  const [canAdd, setCanAdd] = useState(true)
  const { pending, problem, setProblem, call } = useCall()
  const alive = useAlive()
  // Known in the browser only.
  useEffect(() => setCanAdd(canUsePasskeys()), [])

  async function remove(id: string) {
    const answer = await call(() => removePasskeyAction({ id }))
    if (answer.ok) return
    const explained = explainFactorError(answer)
    if (explained && explained.reason !== 'invalid') setProblem(explained)
  }

  const close = () => setIsAdding(false)
  return (
    <Stack gap="sm">
      <ProblemAlert problem={problem} />
      <Text size="sm">
        A passkey signs you in by itself, and counts as your second factor after a password.
      </Text>
      {passkeys.length > 0 && (
        <ul className={classes.list}>
          {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
            <li key={id} className={classes.item}>
              <div className={classes.facts}>
                <Text size="sm" fw={500}>
                  {name}
                </Text>
                <Text size="xs" c="dimmed">
                  Added <RelativeTime at={createdAt} now={serverNow()} />, last used{' '}
                  {lastUsedAt ? <RelativeTime at={lastUsedAt} now={serverNow()} /> : 'never'}
                </Text>
              </div>
              <Button
                size="xs"
                variant="default"
                disabled={pending}
                aria-label={`Remove ${name}`}
                onClick={() => remove(id)}
                {...alive}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canAdd ? (
        <Group>
          <Button variant="default" onClick={() => setIsAdding(true)} {...alive}>
            Add a passkey
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          This browser has passkeys under HTTPS only.
        </Text>
      )}
      {isAdding && (
        <LazyDialog load={loadDialog} onClose={close}>
          {({ AddPasskeyDialog }) => <AddPasskeyDialog hasPassword={hasPassword} onClose={close} />}
        </LazyDialog>
      )}
    </Stack>
  )
}
