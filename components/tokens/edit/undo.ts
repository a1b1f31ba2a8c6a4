'use client'

import { callFailed } from '@/components/form/call-failed'

/** Makes of a call what "Undo" does: takes a change back, and tells how that went. */
export function undoBy(call: () => Promise<{ ok: boolean; reason?: string }>) {
  return async (): Promise<string> => {
    const answer = await call().catch(callFailed)
    if (answer.ok) return 'Undone.'
    return answer.reason === 'changed_meanwhile'
      ? 'Not undone: somebody has changed it since.'
      : 'Not undone. Try it on the page of the code.'
  }
}
