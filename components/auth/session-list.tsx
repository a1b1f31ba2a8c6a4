'use client'

import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState, useTransition } from 'react'
import type { Refused } from '@/lib/answer'
import type { SessionSummary } from '@/lib/auth/schema'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { unanswered } from '../form/unanswered'
import { useAlive } from '../form/use-alive'
import { RelativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'
import classes from './session-list.module.css'

type SessionListProps = {
  sessions: SessionSummary[]
  endSession: (id: string) => Promise<{ ok: true } | Refused>
  endOtherSessions: () => Promise<{ ok: true } | Refused>
}

/** Where one is signed in, with the means to end it. */
export function SessionList({ sessions, endSession, endOtherSessions }: SessionListProps) {
  const [pending, startTransition] = useTransition()
  const alive = useAlive()
  const [problem, setProblem] = useState<FormProblem>()
  const [done, setDone] = useState<string>()

  function run(end: () => Promise<{ ok: true } | Refused>, message: string) {
    startTransition(async () => {
      setProblem(undefined)
      setDone(undefined)
      const answer = await end().catch(unanswered)
      if (answer.ok) setDone(message)
      else
        setProblem(
          answer.reason === 'invalid'
            ? { reason: 'said', text: 'This session is not known.' }
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
              <Badge variant="light" tt="none">
                This session
              </Badge>
            ) : (
              <Button
                size="xs"
                variant="default"
                disabled={pending}
                {...alive}
                onClick={() => run(() => endSession(session.id), 'Session ended')}
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
            onClick={() => run(endOtherSessions, 'All other sessions ended')}
          >
            End all other sessions
          </Button>
        )}
        <SavedMessage text={done} />
      </Group>
    </Stack>
  )
}
