'use client'

import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ProblemAlert } from '@/components/form/problem-alert'
import { useCall } from '@/components/form/use-call'
import { useNotify } from '@/components/layout/notices'
import { Dialog } from '@/components/ui/dialog/dialog'
import type { UnexpectedSummary } from '@/lib/waves/unexpected/summary.shared'
import { decideHostAction } from '../actions'
import { explainWaveError } from '../wave-error'

type Choice = { id: string; hostname: string }

const NONE = 'none'
const WAIT_MILLISECONDS = 250

type DecideDialogProps = { waveId: string; source: UnexpectedSummary; onClose: () => void }

/** Says which expected host a source server is; that stands for ever. */
export function DecideDialog({ waveId, source, onClose }: DecideDialogProps) {
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()
  const [search, setSearch] = useState('')
  const found = useMissingHosts(waveId, search)
  const fitting = source.hosts.map(({ id, hostname }) => ({ id, hostname }))
  const choices = [...fitting, ...found.filter(({ id }) => fitting.every((one) => one.id !== id))]
  const [chosen, setChosen] = useState(fitting[0]?.id ?? NONE)
  const isThere = chosen === NONE || choices.some(({ id }) => id === chosen)
  const value = isThere ? chosen : (choices[0]?.id ?? NONE)

  async function decide() {
    const hostId = value === NONE ? null : value
    const answer = await call(() => decideHostAction({ waveId, sourceId: source.id, hostId }))
    if (!answer.ok) return setProblem(explainWaveError(answer))
    onClose()
    const host = choices.find(({ id }) => id === hostId)
    notify({
      text: host ? `${source.name} is ${host.hostname}.` : `${source.name} is none of the list.`,
    })
  }

  return (
    <Dialog
      onClose={() => !pending && onClose()}
      title="Say which host it is"
      closeButtonProps={{ 'aria-label': 'Close', disabled: pending }}
    >
      <ProblemAlert problem={problem} />
      <Text size="sm" mb="md" style={{ overflowWrap: 'anywhere' }}>
        <b>{source.name}</b> stays what you choose here, whatever the list or the machine say later.
      </Text>
      <TextInput
        label="Search missing hosts"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="md"
      />
      <NativeSelect
        label="Host"
        data-autofocus
        value={value}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          ...choices.map(({ id, hostname }) => ({ value: id, label: hostname })),
          { value: NONE, label: 'None of the list' },
        ]}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" disabled={pending} onClick={onClose}>
          Cancel
        </Button>
        <Button loading={pending} onClick={decide}>
          Decide
        </Button>
      </Group>
    </Dialog>
  )
}

/** Missing hosts of a wave that hold a text, looked up once somebody stops typing. */
function useMissingHosts(waveId: string, search: string): Choice[] {
  const [hosts, setHosts] = useState<Choice[]>([])
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ search })
      const answer = await fetch(`/api/waves/${waveId}/missing?${query}`, {
        signal: stop.signal,
      }).catch(() => undefined)
      if (answer?.ok && !stop.signal.aborted) setHosts((await answer.json()).hosts)
    }, WAIT_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [waveId, search])
  return hosts
}
