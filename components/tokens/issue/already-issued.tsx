'use client'

import { Alert, Button, Group, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '@/components/form/problem-alert'
import { useCall } from '@/components/form/use-call'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { explainTokenError } from '../token-error'
import { useIssue } from './issue-context'

/** Shown when a submit had issued a code before, and the answer that carried it was lost. */
export function AlreadyIssued({ token, onDone }: { token: TokenSummary; onDone: () => void }) {
  const { replace } = useIssue()
  const [seen, setSeen] = useState(token)
  const { pending, problem, setProblem, call } = useCall()

  async function replaceCode() {
    const answer = await call(() => replace(token.id, seen.replacedAt))
    if (answer.ok) onDone()
    else if (answer.reason === 'changed_meanwhile') {
      setSeen(answer.token)
      setProblem({
        reason: 'message',
        text: 'This code was replaced meanwhile. Replace it again only if nobody has the new one.',
      })
    } else setProblem(explainTokenError(answer))
  }

  return (
    <Alert
      color="yellow"
      icon={<IconInfoCircle aria-hidden />}
      title="This code was issued already"
    >
      <Text size="sm">
        Your earlier submit issued activation code <code>{token.id}</code>
        {token.name && ` (${token.name})`}, but its answer got lost. The code can't be shown any
        more. Replace it to get a new code for the same ID, or press Issue code again to issue
        another one.
      </Text>
      <ProblemAlert problem={problem} />
      <Group mt="sm" gap="xs">
        <Button size="xs" loading={pending} onClick={replaceCode}>
          Replace code
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Dismiss
        </Button>
      </Group>
    </Alert>
  )
}
