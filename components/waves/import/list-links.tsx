'use client'

import { Button, Group } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useCan } from '@/components/layout/permissions'

/** The ways in which a list is filled, for those who may. */
export function ListLinks({ waveId, children }: { waveId: string; children: ReactNode }) {
  if (!useCan('waves.write')) return null
  return (
    <Group gap="xs">
      <Button
        component={Link}
        href={`/waves/${waveId}/list`}
        prefetch={false}
        size="xs"
        variant="default"
      >
        Put in a list
      </Button>
      {children}
    </Group>
  )
}
