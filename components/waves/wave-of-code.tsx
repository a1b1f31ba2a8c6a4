'use client'

import { Button, Group, NativeSelect } from '@mantine/core'
import { useRef } from 'react'
import { ProblemAlert } from '../form/problem-alert'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { useNotify } from '../layout/notices'
import { useCan } from '../layout/permissions'
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
  const select = useRef<HTMLSelectElement>(null)
  if (!canWrite || (waves.length === 0 && !wave)) return null
  const present = wave?.id ?? ''
  const known = wave && !waves.some(({ id }) => id === wave.id) ? [wave, ...waves] : waves

  async function move() {
    const chosen = select.current?.value ?? present
    const name = known.find(({ id }) => id === chosen)?.name
    const text = name ? `This code belongs to ${name} now.` : 'This code belongs to no wave now.'
    const answer = await call(() => moveCodeAction({ id: tokenId, waveId: chosen || null }))
    if (!answer.ok) return setProblem(explainWaveError(answer))
    notify({ text })
  }

  return (
    <div>
      <ProblemAlert problem={problem} />
      <Group align="end" gap="xs" mt="md">
        <NativeSelect
          key={present}
          ref={select}
          label="Wave of this code"
          defaultValue={present}
          data={[
            { value: '', label: 'No wave' },
            ...known.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button variant="default" loading={pending} onClick={move} {...alive}>
          Move
        </Button>
      </Group>
    </div>
  )
}
