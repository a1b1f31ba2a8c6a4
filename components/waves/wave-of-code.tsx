'use client'

import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../form/problem-alert'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { useNotify } from '../layout/notices'
import { useCan } from '../layout/permissions'
import { SelectFilter } from '../ui/list/select-filter'
import { moveCodeAction } from './actions'
import { explainWaveError } from './wave-error'

type WaveName = { id: string; name: string }
type WaveOfCodeProps = { tokenId: string; wave: WaveName | null; waves: WaveName[] }

/** Chooses the wave of a code on its page. Its machines go along. */
export function WaveOfCode({ tokenId, wave, waves }: WaveOfCodeProps) {
  const canWrite = useCan('tokens.write')
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()
  const alive = useAlive()
  const [chosen, setChosen] = useState<string>()
  if (!canWrite || (waves.length === 0 && !wave)) return null
  const present = wave?.id ?? ''
  const value = chosen ?? present
  const known = wave && !waves.some(({ id }) => id === wave.id) ? [wave, ...waves] : waves

  async function move() {
    const answer = await call(() => moveCodeAction({ id: tokenId, waveId: value || null }))
    if (!answer.ok) return setProblem(explainWaveError(answer))
    setChosen(undefined)
    const name = known.find(({ id }) => id === value)?.name
    notify({
      text: name ? `This code belongs to ${name} now.` : 'This code belongs to no wave now.',
    })
  }

  return (
    <div>
      <ProblemAlert problem={problem} />
      <Group align="end" gap="xs" mt="md">
        <SelectFilter
          label="Wave of this code"
          name="wave"
          value={value}
          all="No wave"
          choices={known.map(({ id, name }) => [id, name])}
          onSelect={setChosen}
        />
        <Button
          variant="default"
          disabled={value === present}
          loading={pending}
          onClick={move}
          {...alive}
        >
          Move
        </Button>
      </Group>
    </div>
  )
}
