'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCan } from '@/components/layout/permissions'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { ConfirmChange, type ConfirmedChange } from './confirm-change'

/**
 * Stops a code where it was found to be known to others: by disabling it, or by giving its token a
 * new one.
 */
export function StopButtons({ token, onChanged }: { token: TokenSummary; onChanged: () => void }) {
  const canWrite = useCan('tokens.write')
  const [asking, setAsking] = useState<ConfirmedChange>()
  if (!canWrite) return null
  return (
    <>
      {token.status !== 'disabled' && (
        <Button size="xs" variant="default" onClick={() => setAsking('disable')}>
          Disable
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setAsking('replace')}>
        Replace code
      </Button>
      {asking && (
        <ConfirmChange
          change={asking}
          token={token}
          onClose={() => setAsking(undefined)}
          onDone={onChanged}
        />
      )}
    </>
  )
}
