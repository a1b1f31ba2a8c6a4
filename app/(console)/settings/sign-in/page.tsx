import { Card, Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { SignInSettings } from '@/components/settings/sign-in-settings'
import { providerLabel } from '@/lib/auth/provider/configuration'
import { readSettings } from '@/lib/settings/reads'
import { requirePermission } from '@/request/permission'

export const metadata: Metadata = { title: 'Sign-in settings' }

export default async function SignInSettingsPage() {
  await requirePermission('settings.write')
  const settings = await readSettings()
  return (
    <Stack gap="lg" maw={720}>
      <PageHeader title="Sign-in settings" description="They hold for everybody, at once." />
      <Card withBorder>
        <SignInSettings settings={settings} provider={providerLabel()} />
      </Card>
    </Stack>
  )
}
