import { Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { TextLink } from '@/components/shell/text-link'
import { FindForm } from '@/components/tokens/find-form'
import { MILLISECONDS_A_DAY } from '@/lib/tokens/schema'
import { requireVisit } from '@/request/gates'
import { findCodesAction } from '../actions'

export const metadata: Metadata = { title: 'Find a leaked code' }

export default async function FindPage() {
  await requireVisit()
  return (
    <Stack gap="lg" maw={800}>
      <div>
        <TextLink href="/tokens">← Activation codes</TextLink>
        <Title order={1} size="h2">
          Find a leaked code
        </Title>
        <Text c="dimmed" size="sm">
          A code turned up where it should not be? See whose it is and who used it, and stop it.
        </Text>
      </div>
      <FindForm find={findCodesAction} weekAgo={new Date(Date.now() - 7 * MILLISECONDS_A_DAY)} />
    </Stack>
  )
}
