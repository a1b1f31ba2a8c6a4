import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { FindForm } from '@/components/leaked/find-form'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Find a leaked code' }

export default async function FindPage() {
  await requireSession()
  return (
    <Stack gap="lg" maw={800}>
      <PageHeader
        title="Find a leaked code"
        description="See whose a code is that turned up where it should not be, and stop it."
        back={{ href: '/tokens', label: 'Activation codes' }}
      />
      <FindForm weekAgo={new Date(Date.now() - 7 * MILLISECONDS_A_DAY)} />
    </Stack>
  )
}
