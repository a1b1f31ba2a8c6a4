'use client'

import { Alert, Button, Group, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { TokenSummary } from '@/lib/tokens/schema'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { unanswered } from '../form/unanswered'
import { useIssuing } from './issuing'

/** Shown when a submit had issued a code before, and the answer that carried it was lost. */
export function AlreadyIssued({ token, onDone }: { token: TokenSummary; onDone: () => void }) {
  const issuing = useIssuing()
  const [replacing, setReplacing] = useState(false)
  const [problem, setProblem] = useState<FormProblem>()

  async function replace() {
    if (!issuing) return
    setReplacing(true)
    const answer = await issuing.replace(token.id).catch(unanswered)
    setReplacing(false)
    if (answer.ok) onDone()
    else if (answer.reason === 'unknown_token' || answer.reason === 'invalid')
      setProblem({ reason: 'said', text: 'This activation code was deleted meanwhile.' })
    else setProblem(answer)
  }

  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title="This code was issued already">
      <Text size="sm">
        Your earlier submit issued activation code <code>{token.id}</code>
        {token.name && ` (${token.name})`}, but its answer got lost. The code can't be shown any more. Replace it to get a new code for the
        same ID, or press Issue code again to issue another one.
      </Text>
      <ProblemAlert problem={problem} />
      <Group mt="sm" gap="xs">
        <Button size="xs" loading={replacing} onClick={replace}>
          Replace code
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Dismiss
        </Button>
      </Group>
    </Alert>
  )
}
