'use client'

import { useRef, useState } from 'react'
import type { Refused } from '@/lib/answer'
import { BULK_STEP, type BulkFailure, type BulkInput, type BulkStep } from '@/lib/tokens/change-schema'
import { type TokenListQuery, tokenListParameters } from '@/lib/tokens/list-query'
import type { FormProblem } from '../form/problem-alert'
import { unanswered } from '../form/unanswered'
import { refusalProblem } from './refusal-problem'
import { useTokenActions } from './token-actions'

type BulkAnswer = BulkStep | Refused | ReturnType<typeof unanswered>

export type BulkChoice = { ids: string[] } | { query: TokenListQuery; total?: { count: number; more: boolean } }

export type BulkProgress = {
  state: 'asking' | 'running' | 'ended'
  changed: number
  unchanged: number
  failures: BulkFailure[]
  stopped: boolean
}

const NOTHING: BulkProgress = { state: 'asking', changed: 0, unchanged: 0, failures: [], stopped: false }

/** The targets of the steps for some IDs. */
function stepsOf(ids: string[]): BulkInput['target'][] {
  return Array.from({ length: Math.ceil(ids.length / BULK_STEP) }, (_, index) => ({
    ids: ids.slice(index * BULK_STEP, (index + 1) * BULK_STEP),
  }))
}

/** Changes many tokens step by step, and tells how far it is. */
export function useBulk(choice: BulkChoice) {
  const actions = useTokenActions()
  const [progress, setProgress] = useState(NOTHING)
  const [problem, setProblem] = useState<FormProblem>()
  const stopping = useRef(false)

  async function run(operation: BulkInput['operation']) {
    if (!actions) return
    stopping.current = false
    setProblem(undefined)
    let sum: BulkProgress = { ...NOTHING, state: 'running' }
    setProgress(sum)
    const steps = 'ids' in choice ? stepsOf(choice.ids) : []
    const list = 'query' in choice ? Object.fromEntries(tokenListParameters({ ...choice.query, after: undefined, before: undefined })) : {}
    let target: BulkInput['target'] | undefined = steps.shift() ?? { list, after: '' }
    while (target && !stopping.current) {
      const answer: BulkAnswer = await actions.bulk({ operation, target }).catch(unanswered)
      if (!answer.ok) {
        setProblem(refusalProblem(answer))
        break
      }
      const { changed, unchanged, failures, after }: BulkStep = answer
      sum = { ...sum, changed: sum.changed + changed, unchanged: sum.unchanged + unchanged, failures: [...sum.failures, ...failures] }
      setProgress(sum)
      target = 'ids' in target ? steps.shift() : after ? { list, after } : undefined
    }
    setProgress({ ...sum, state: 'ended', stopped: target !== undefined })
  }

  return { progress, problem, run, stop: () => (stopping.current = true) }
}
