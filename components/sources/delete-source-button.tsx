'use client'

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { unanswered } from '../form/unanswered'
import type { SourceAnswer } from './change-source-form'

/** Deletes a source server, after asking. */
export function DeleteSourceButton({ name, remove }: { name: string; remove: () => Promise<SourceAnswer> }) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<FormProblem>()

  async function removeNow() {
    setPending(true)
    setProblem(undefined)
    const answer = await remove().catch(unanswered)
    setPending(false)
    if (answer.ok || answer.reason === 'unknown_source') return router.replace('/sources')
    setProblem(answer.reason === 'invalid' ? { reason: 'said', text: 'This source server is not known.' } : answer)
  }

  return (
    <div>
      <Button variant="subtle" color="red" c="var(--mantine-color-error)" ml={-18} onClick={() => setAsking(true)}>
        Delete source server
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title="Delete this source server?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="md">
          <ProblemAlert problem={problem} />
          <Text size="sm">
            <b>{name}</b> disappears from the lists. Its registrations stay in the ledger, and the uses it took stay taken. If the machine
            registers again, it comes back.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button color="red.9" loading={pending} onClick={removeNow}>
              Delete
            </Button>
          </Group>
        </Stack>
      </Modal>
    </div>
  )
}
