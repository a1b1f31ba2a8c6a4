'use client'

import { type ReactNode, useRef, useState } from 'react'
import { callFailed } from '@/components/form/call-failed'
import { ProofContext } from '@/components/form/proof-context'
import { loadDialog } from '@/components/ui/dialog/dialog'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'

/** All that the dialog needs is there when it opens: the focus goes to its first field. */
async function loadProof() {
  const [{ ProofDialog }, { waysToProveAction }] = await Promise.all([
    import('./proof-dialog'),
    import('./actions'),
    loadDialog(),
  ])
  const answer = await waysToProveAction(undefined)
  if (!answer.ok) throw new Error(answer.reason)
  return { ProofDialog, ways: answer.ways }
}

const isProofNeeded = (answer: unknown) =>
  answer instanceof Object && 'reason' in answer && answer.reason === 'proof_needed'

/**
 * Asks, above all pages, for proof of who is at the screen, when an action wants it: then the
 * action is called once more. Whoever closes the dialog has what they typed as it was.
 */
export function ProofProvider({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false)
  const settle = useRef<(proven: boolean) => void>(undefined)

  function ask(): Promise<boolean> {
    settle.current?.(false)
    setIsOpen(true)
    return new Promise((resolve) => {
      settle.current = resolve
    })
  }

  function end(proven: boolean) {
    setIsOpen(false)
    settle.current?.(proven)
    settle.current = undefined
  }

  const [withProof] = useState(() => async <Answer,>(action: () => Promise<Answer>) => {
    const answer = await action().catch(callFailed)
    if (!isProofNeeded(answer) || !(await ask())) return answer
    return action().catch(callFailed)
  })

  return (
    <ProofContext value={withProof}>
      {children}
      {isOpen && (
        <LazyDialog load={loadProof} onClose={() => end(false)}>
          {({ ProofDialog, ways }) => <ProofDialog ways={ways} onEnd={end} />}
        </LazyDialog>
      )}
    </ProofContext>
  )
}
