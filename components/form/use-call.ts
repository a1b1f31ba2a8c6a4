'use client'

import { useState } from 'react'
import type { FormProblem } from './problem-alert'
import { unanswered } from './unanswered'

/**
 * Calls an action: tells whether it is under way, and holds what went wrong for a {@link
 * ProblemAlert}.
 */
export function useCall() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<FormProblem>()

  async function call<Answer>(
    action: () => Promise<Answer>,
  ): Promise<Answer | ReturnType<typeof unanswered>> {
    setPending(true)
    setProblem(undefined)
    const answer = await action().catch(unanswered)
    setPending(false)
    return answer
  }

  return { pending, problem, setProblem, call }
}
