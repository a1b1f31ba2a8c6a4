'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import type { SessionSummary } from '@/lib/auth/schema.shared'
import type { PersonSummary } from '@/lib/people/schema.shared'
import classes from '../account/session-list.module.css'
import { ProblemAlert } from '../form/problem-alert'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { useNotify } from '../layout/notices'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'
import { endSessionOfAction, endSessionsOfAction } from './actions'
import { explainPersonError } from './person-error'

type PersonSessionsProps = { person: PersonSummary; sessions: SessionSummary[]; isSelf: boolean }

/** Where somebody is signed in, with the means to end it; one's own end under Account. */
export function PersonSessions({ person, sessions, isSelf }: PersonSessionsProps) {
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()
  const alive = useAlive()

  async function end(sessionId?: string) {
    const answer = await call(() =>
      sessionId
        ? endSessionOfAction({ personId: person.id, id: sessionId })
        : endSessionsOfAction({ id: person.id }),
    )
    if (!answer.ok) return setProblem(explainPersonError(answer))
    notify({ text: sessionId ? 'The session has ended.' : `All sessions of ${person.name} ended.` })
  }

  if (sessions.length === 0) return <Text size="sm">Signed in nowhere.</Text>
  return (
    <Stack gap="md">
      <ProblemAlert problem={problem} />
      <ul className={classes.list}>
        {sessions.map(({ id, browser, ip, createdAt }) => (
          <li key={id} className={classes.item}>
            <div className={classes.facts}>
              <Text size="sm" fw={500}>
                {browser}
              </Text>
              <Text size="xs" c="dimmed">
                {ip || 'Unknown address'}, signed in{' '}
                <RelativeTime at={createdAt} now={serverNow()} />
              </Text>
            </div>
            {!isSelf && (
              <Button
                size="xs"
                variant="default"
                disabled={pending}
                onClick={() => end(id)}
                {...alive}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isSelf && (
        <Group>
          <Button variant="default" disabled={pending} onClick={() => end()} {...alive}>
            End all sessions
          </Button>
        </Group>
      )}
    </Stack>
  )
}
