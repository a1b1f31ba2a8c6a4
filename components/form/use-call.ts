'use client'

import { useState } from 'react'
import type { CallFailed } from './call-failed'
import type { FormError } from './problem-alert'
import { useProof } from './proof-context'

/**
 * Calls an action: tells whether it is under way, and holds what went wrong for a `ProblemAlert`.
 */
export function useCall() {
  const withProof = useProof()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<FormError>()

  async function call<Answer>(action: () => Promise<Answer>): Promise<Answer | CallFailed> {
    setPending(true)
    setProblem(undefined)
    const answer = await withProof(action)
    setPending(false)
    return answer
  }

  return { pending, problem, setProblem, call }
}
