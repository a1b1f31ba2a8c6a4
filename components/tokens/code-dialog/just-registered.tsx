'use client'

import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { TokenProgress } from '@/lib/registrations/schema.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'

const EVERY_MILLISECONDS = 3_000

/** Longer names are cut: the count behind them must be seen. */
const MOST_CHARACTERS = 40

const cut = (name: string) =>
  name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS - 1)}…` : name

/** "vm-3, vm-2 and vm-1", the latest first. */
const listed = (names: string[]) =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names.map(cut))

/** Tells live, while the dialog is open, who has registered with a code. */
export function JustRegistered({ token: { id, count } }: { token: TokenSummary }) {
  const [progress, setProgress] = useState<TokenProgress>()

  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout>
    async function look() {
      if (document.visibilityState === 'visible') {
        const answer = await fetch(`/api/tokens/${id}/progress`).catch(() => undefined)
        if (answer?.ok && !stopped) setProgress(await answer.json())
      }
      if (!stopped) timer = setTimeout(look, EVERY_MILLISECONDS)
    }
    timer = setTimeout(look, EVERY_MILLISECONDS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [id])

  const registered = progress?.registeredCount ?? 0
  return (
    <Text size="sm" role="status" style={{ overflowWrap: 'anywhere' }}>
      {progress && progress.latest.length > 0
        ? `${listed(progress.latest)} registered just now, ${registered} of ${count}.`
        : `Waiting for the first source server. 0 of ${count} registered.`}
    </Text>
  )
}
