'use client'

import { NativeSelect } from '@mantine/core'
import { type ComponentProps, useEffect, useState } from 'react'

type WaveName = { id: string; name: string }

type WaveSelectProps = Omit<ComponentProps<typeof NativeSelect>, 'data' | 'label' | 'value'> & {
  waveId: string
}

/** Chooses the wave of a code. Where there are no waves, there is nothing to choose. */
export function WaveSelect({ waveId, ...field }: WaveSelectProps) {
  const waves = useWaveChoices(waveId)
  if (waves.length === 0 && waveId === '') return null
  const isKnown = waveId === '' || waves.some(({ id }) => id === waveId)
  return (
    <NativeSelect
      label="Wave"
      description="Optional. Whose hosts register with it"
      value={waveId}
      data={[
        { value: '', label: 'No wave' },
        ...(isKnown ? [] : [{ value: waveId, label: waveId }]),
        ...waves.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      {...field}
    />
  )
}

/** Waves that a code may be put into; none where the console can't tell. */
function useWaveChoices(also: string): WaveName[] {
  const [waves, setWaves] = useState<WaveName[]>([])
  const [first] = useState(also)
  useEffect(() => {
    const stop = new AbortController()
    fetch(`/api/waves/choices?also=${encodeURIComponent(first)}`, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((body: { waves?: WaveName[] }) => setWaves(body.waves ?? []))
      .catch(() => {})
    return () => stop.abort()
  }, [first])
  return waves
}
