'use client'

import { Button, Group, Stack } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useNotify } from '@/components/layout/notices'
import { formatCount } from '@/lib/list/count.shared'
import { ListInput } from './list-input'
import { useList } from './use-list'

/** Puts a list into a wave that is there. */
export function ImportForm({ id, name }: { id: string; name: string }) {
  const list = useList({ id, name })
  const notify = useNotify()
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const { counts } = list.preview ?? {}
  const changes = counts ? counts.new + counts.changed : 0

  async function apply() {
    setPending(true)
    const answer = await list.apply(id)
    setPending(false)
    if (!answer.ok) return list.setProblem(answer.problem)
    notify({ text: `${name}: ${told(answer.counts)}.` })
    router.push(`/waves/${id}`)
    router.refresh()
  }

  return (
    <Stack gap="md">
      <ListInput list={list} />
      <Group>
        <Button
          disabled={changes === 0 || list.state !== 'ready'}
          loading={pending}
          onClick={apply}
        >
          {changes > 0 ? `Put in ${formatCount(changes)}` : 'Put in'}
        </Button>
      </Group>
    </Stack>
  )
}

/** What was done, in words. */
export function told({ new: added, changed }: { new: number; changed: number }): string {
  const parts = [
    added > 0 && `${formatCount(added)} added`,
    changed > 0 && `${formatCount(changed)} changed`,
  ].filter(Boolean)
  return parts.join(', ') || 'nothing changed'
}
