'use client'

import { useState } from 'react'
import { type CallFailed, callFailed } from './call-failed'
import type { FormError } from './problem-alert'

/**
 * Calls an action: tells whether it is under way, and holds what went wrong for a `ProblemAlert`.
 */
export function useCall() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<FormError>()

  async function call<Answer>(action: () => Promise<Answer>): Promise<Answer | CallFailed> {
    setPending(true)
    setProblem(undefined)
    const answer = await action().catch(callFailed)
    setPending(false)
    return answer
  }

  return { pending, problem, setProblem, call }
}
