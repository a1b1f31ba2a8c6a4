'use client'

import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
import { HiddenText } from '../hidden-text'
import { IconButton } from '../icon-button'
import { copyText } from './copy-field'

const SHOWN_MILLISECONDS = 2_000

/** Copies an ID, and says whether that worked. */
export function CopyIdButton({ id }: { id: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const alive = useAlive()

  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [outcome])

  const Icon = outcome === 'copied' ? IconCheck : outcome === 'refused' ? IconX : IconCopy
  return (
    <>
      <IconButton
        size="small"
        aria-label={`Copy ID ${id}`}
        title="Copy ID"
        {...alive}
        onClick={async () => setOutcome((await copyText(id)) ? 'copied' : 'refused')}
      >
        <Icon size={14} aria-hidden />
      </IconButton>
      <HiddenText role="status">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? "Copying didn't work" : ''}
      </HiddenText>
    </>
  )
}
