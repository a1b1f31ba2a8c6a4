'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TokenSummary } from '@/lib/tokens/schema'
import { SavedMessage } from '../form/saved-message'
import { ConfirmChange } from './confirm-change'
import { useTokenActions } from './token-actions'

const DONE = { disable: 'Disabled', replace: 'Code replaced' } as const

/** Stops a code where it was found to be known to others: by disabling it, or by giving its token a new one. */
export function ConfirmButtons({ token }: { token: TokenSummary }) {
  const actions = useTokenActions()
  const [asking, setAsking] = useState<keyof typeof DONE>()
  const [done, setDone] = useState<keyof typeof DONE>()
  if (!actions) return null
  return (
    <>
      {token.status !== 'disabled' && done !== 'disable' && (
        <Button size="xs" variant="default" onClick={() => setAsking('disable')}>
          Disable
        </Button>
      )}
      {done !== 'replace' && (
        <Button size="xs" variant="default" onClick={() => setAsking('replace')}>
          Replace code
        </Button>
      )}
      <SavedMessage text={done && DONE[done]} />
      {asking && <ConfirmChange change={asking} token={token} onClose={() => setAsking(undefined)} onDone={() => setDone(asking)} />}
    </>
  )
}
