import { Stack, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { LinkForm } from '@/components/auth/link/link-form'
import { providerLabel } from '@/lib/auth/provider/configuration'

export const metadata: Metadata = { title: 'New password' }

/** Where a one-time link leads; its token stands behind the #, which no browser sends. */
export default function NewPasswordPage() {
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        New password
      </Title>
      <LinkForm provider={providerLabel()} />
    </Stack>
  )
}
