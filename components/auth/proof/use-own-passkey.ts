'use client'

import { useState } from 'react'
import { callFailed } from '@/components/form/call-failed'
import type { FormError } from '@/components/form/problem-alert'
import { askPasskey } from '../passkey'
import { explainVisitorError } from '../post-json'
import { proveAction } from './actions'

/** Proves with a passkey who is at the screen. */
export function useOwnPasskey(onEnd: (proven: boolean) => void) {
  const [pending, setPending] = useState(false)
  const [passkeyProblem, setProblem] = useState<FormError>()

  async function askOwnPasskey() {
    setPending(true)
    setProblem(undefined)
    const asked = await askPasskey({ own: true })
    const answer = asked.ok
      ? await proveAction({ passkey: asked.passkey }).catch(callFailed)
      : asked
    setPending(false)
    if (answer.ok) return onEnd(true)
    setProblem(
      answer.reason === 'not_given'
        ? { reason: 'message', text: 'No passkey was given.' }
        : messageOf(answer),
    )
  }

  return { askOwnPasskey, pending, passkeyProblem }
}

function messageOf(
  error: Parameters<typeof explainVisitorError>[0] | { reason: string },
): FormError {
  const explained = explainVisitorError(error as Parameters<typeof explainVisitorError>[0])
  return explained && explained.reason !== 'invalid'
    ? explained
    : { reason: 'message', text: 'The passkey could not be read.' }
}
