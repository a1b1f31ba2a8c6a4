'use client'

import { Alert, Button, Group, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { TokenSummary } from '@/lib/tokens/schema'
import { ProblemAlert } from '../form/problem-alert'
import { useCall } from '../form/use-call'
import { useIssuing } from './issuing'
import { refusalProblem } from './refusal-problem'

/** Shown when a submit had issued a code before, and the answer that carried it was lost. */
export function AlreadyIssued({ token, onDone }: { token: TokenSummary; onDone: () => void }) {
  const issuing = useIssuing()
  const [seen, setSeen] = useState(token)
  const { pending, problem, setProblem, call } = useCall()

  async function replace() {
    if (!issuing) return
    const answer = await call(() => issuing.replace(token.id, seen.replacedAt))
    if (answer.ok) onDone()
    else if (answer.reason === 'changed_meanwhile') {
      setSeen(answer.token)
      setProblem({
        reason: 'said',
        text: 'This code was replaced meanwhile. Replace it once more only if nobody has the new one.',
      })
    } else setProblem(refusalProblem(answer))
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
        <Button size="xs" loading={pending} onClick={replace}>
          Replace code
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Dismiss
        </Button>
      </Group>
    </Alert>
  )
}
