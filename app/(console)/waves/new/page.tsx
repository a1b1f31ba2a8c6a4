import { Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { NewWaveForm } from '@/components/waves/edit/new-wave-form'
import { isAllowed } from '@/lib/actors/actor'
import { listOwners } from '@/lib/waves/reads'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'New wave' }

export default async function NewWavePage() {
  const { actor } = await requireSession()
  const owners = await listOwners(actor)
  return (
    <Stack gap="lg">
      <PageHeader
        title="New wave"
        description="A list of the hosts that you expect. It can be put in later, too."
        back={{ href: '/waves', label: 'Waves' }}
      />
      {isAllowed(actor, 'waves.write') ? (
        <NewWaveForm owners={owners} ownerId={actor.id} />
      ) : (
        <Text size="sm">Operators and administrators can make waves.</Text>
      )}
    </Stack>
  )
}
