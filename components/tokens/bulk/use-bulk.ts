'use client'

import { useEffect, useRef, useState } from 'react'
import { type CallFailed, callFailed } from '@/components/form/call-failed'
import type { FormError } from '@/components/form/problem-alert'
import type { ActionError } from '@/lib/answer.shared'
import type { Total } from '@/lib/list/page.shared'
import { formatCursor } from '@/lib/list/page.shared'
import {
  BULK_STEP,
  type BulkFailure,
  type BulkInput,
  type BulkStep,
} from '@/lib/tokens/bulk/schema.shared'
import {
  type TokenListQuery,
  tokenListParameters,
  withoutPage,
} from '@/lib/tokens/list/query.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { explainTokenError } from '../token-error'
import { changeTokensAction } from './actions'

/** The tokens that were selected, or all that a list showed at a moment. */
export type BulkChoice =
  | { tokens: TokenSummary[] }
  | { query: TokenListQuery; total?: Total; now: Date }

/** `left`: it ended before all was done, and can go on from there. */
export type BulkProgress = {
  state: 'asking' | 'running' | 'ended'
  changed: number
  unchanged: number
  failures: BulkFailure[]
  left: boolean
}

type Target = BulkInput['target']
type BulkAnswer = BulkStep | ActionError | CallFailed

const NOTHING: BulkProgress = {
  state: 'asking',
  changed: 0,
  unchanged: 0,
  failures: [],
  left: false,
}

/** Behind all IDs that were made in the same millisecond. */
const LAST_ID = `at-${'z'.repeat(20)}`

/** What is to be done first, and after it; of a list only the first step is known. */
function stepsOf(choice: BulkChoice): Target[] {
  if ('query' in choice) {
    const list = Object.fromEntries(tokenListParameters(withoutPage(choice.query)))
    return [{ list, after: formatCursor({ value: String(choice.now.getTime()), id: LAST_ID }) }]
  }
  const ids = choice.tokens.map(({ id }) => id)
  const steps = Math.ceil(ids.length / BULK_STEP)
  return Array.from({ length: steps }, (_, index) => ({
    ids: ids.slice(index * BULK_STEP, (index + 1) * BULK_STEP),
  }))
}

/**
 * Changes many tokens step by step, and tells how far it is. Leaving the page stops it, and asks
 * before.
 */
export function useBulk(choice: BulkChoice) {
  const [progress, setProgress] = useState(NOTHING)
  const [problem, setProblem] = useState<FormError>()
  const rest = useRef<Target[]>(undefined)
  const stopping = useRef(false)
  const isRunning = progress.state === 'running'

  function stop() {
    stopping.current = true
  }

  useEffect(
    () => () => {
      stopping.current = true
    },
    [],
  )
  useEffect(() => {
    if (!isRunning) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isRunning])

  /** Begins, or goes on where it ended. */
  async function run(operation: BulkInput['operation']) {
    stopping.current = false
    setProblem(undefined)
    rest.current ??= stepsOf(choice)
    let sum: BulkProgress = { ...progress, state: 'running', left: false }
    setProgress(sum)
    for (let [target] = rest.current; target && !stopping.current; [target] = rest.current) {
      const answer: BulkAnswer = await changeTokensAction({ operation, target }).catch(callFailed)
      if (!answer.ok) {
        setProblem(explainTokenError(answer))
        break
      }
      const { changed, unchanged, failures, after }: BulkStep = answer
      sum = {
        ...sum,
        changed: sum.changed + changed,
        unchanged: sum.unchanged + unchanged,
        failures: [...sum.failures, ...failures],
      }
      setProgress(sum)
      rest.current.shift()
      if (after && 'list' in target) rest.current.push({ ...target, after })
    }
    setProgress({ ...sum, state: 'ended', left: rest.current.length > 0 })
  }

  return { progress, problem, run, stop }
}
