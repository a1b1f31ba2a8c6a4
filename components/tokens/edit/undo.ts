'use client'

import { callFailed } from '@/components/form/call-failed'

/** Makes of a call what "Undo" does: takes a change of a code back, and tells how that went. */
export function undoBy(name: string, call: () => Promise<{ ok: boolean; reason?: string }>) {
  return async (): Promise<string> => {
    const answer = await call().catch(callFailed)
    if (answer.ok) return `Undone: ${name} is as it was.`
    return answer.reason === 'changed_meanwhile'
      ? `Not undone: somebody has changed ${name} since.`
      : `Not undone. Try it on the page of ${name}.`
  }
}
