'use client'

import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import Link from 'next/link'
import { useCan } from '@/components/layout/permissions'

/** Leads to the form of a new wave, for those who may make one. */
export function NewWaveLink() {
  return (
    useCan('waves.write') && (
      <Button
        component={Link}
        href="/waves/new"
        prefetch={false}
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        New wave
      </Button>
    )
  )
}
