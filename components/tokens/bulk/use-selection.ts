'use client'

import { useState } from 'react'
import type { TokenSummary } from '@/lib/tokens/schema.shared'

/** Which rows are selected, and how that changes. */
export type Selection = {
  isSelected: (id: string) => boolean
  toggle: (id: string) => void
  toggleAll: () => void
  all: boolean
  some: boolean
}

export type TokenSelection = Selection & { ids: string[]; clear: () => void }

/**
 * Which of the tokens on a page are selected. What is no longer on the page is not selected either.
 */
export function useSelection(tokens: TokenSummary[]): TokenSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = tokens.map(({ id }) => id).filter((id) => chosen.has(id))
  const all = ids.length > 0 && ids.length === tokens.length

  function toggle(id: string) {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }

  return {
    ids,
    all,
    some: ids.length > 0,
    isSelected: (id) => chosen.has(id),
    toggle,
    toggleAll: () => setChosen(new Set(all ? [] : tokens.map(({ id }) => id))),
    clear: () => setChosen(new Set()),
  }
}
