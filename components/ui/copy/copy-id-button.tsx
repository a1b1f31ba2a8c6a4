'use client'

import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
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
      <ActionIcon
        variant="subtle"
        color={outcome === 'refused' ? 'red' : 'gray'}
        size={24}
        aria-label={`Copy ID ${id}`}
        title="Copy ID"
        {...alive}
        onClick={async () => setOutcome((await copyText(id)) ? 'copied' : 'refused')}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
      <VisuallyHidden role="status">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? "Copying didn't work" : ''}
      </VisuallyHidden>
    </>
  )
}
