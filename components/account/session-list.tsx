'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useState, useTransition } from 'react'
import type { ActionError } from '@/lib/answer.shared'
import type { SessionSummary } from '@/lib/auth/schema.shared'
import { callFailed } from '../form/call-failed'
import { type FormError, ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { useAlive } from '../form/use-alive'
import { NoteBadge } from '../ui/badge'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'
import { endOtherSessionsAction, endSessionAction } from './actions'
import classes from './session-list.module.css'

/** Where one is signed in, with the means to end it. */
export function SessionList({ sessions }: { sessions: SessionSummary[] }) {
  const [pending, startTransition] = useTransition()
  const alive = useAlive()
  const [problem, setProblem] = useState<FormError>()
  const [done, setDone] = useState<string>()

  function run(end: () => Promise<{ ok: true } | ActionError>, message: string) {
    startTransition(async () => {
      setProblem(undefined)
      setDone(undefined)
      const answer = await end().catch(callFailed)
      if (answer.ok) setDone(message)
      else
        setProblem(
          answer.reason === 'invalid'
            ? { reason: 'message', text: 'This session is not known.' }
            : answer,
        )
    })
  }

  return (
    <Stack gap="md">
      <ProblemAlert problem={problem} />
      <ul className={classes.list}>
        {sessions.map((session) => (
          <li key={session.id} className={classes.item}>
            <div className={classes.facts}>
              <Text size="sm" fw={500}>
                {session.browser}
              </Text>
              <Text size="xs" c="dimmed">
                {session.ip || 'Unknown address'}, signed in{' '}
                <RelativeTime at={session.createdAt} now={serverNow()} />
              </Text>
            </div>
            {session.current ? (
              <NoteBadge>This session</NoteBadge>
            ) : (
              <Button
                size="xs"
                variant="default"
                disabled={pending}
                {...alive}
                onClick={() => run(() => endSessionAction({ id: session.id }), 'Session ended')}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Group>
        {sessions.length > 1 && (
          <Button
            variant="default"
            disabled={pending}
            {...alive}
            onClick={() => run(() => endOtherSessionsAction(undefined), 'All other sessions ended')}
          >
            End all other sessions
          </Button>
        )}
        <SavedMessage text={done} />
      </Group>
    </Stack>
  )
}
