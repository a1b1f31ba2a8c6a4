'use client'

import { createContext, use } from 'react'
import { type CallFailed, callFailed } from './call-failed'

/** Calls an action; where it wants proof of who calls, asks for that and calls again. */
type WithProof = <Answer>(action: () => Promise<Answer>) => Promise<Answer | CallFailed>

export const ProofContext = createContext<WithProof>((action) => action().catch(callFailed))

/** How actions are called, everywhere: with what was typed kept while proof is asked for. */
export function useProof(): WithProof {
  return use(ProofContext)
}
