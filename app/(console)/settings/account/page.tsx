import { Card, Stack, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { NameForm } from '@/components/account/name-form'
import { PasswordForm } from '@/components/account/password-form'
import { ROLE_NAMES } from '@/components/account/role-names'
import { SessionList } from '@/components/account/session-list'
import { PageHeader } from '@/components/ui/page-header'
import { parseRole } from '@/lib/actors/permissions.shared'
import { listSessions } from '@/lib/auth/sessions/reads'
import { getAccount } from '@/lib/people/reads'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { actor, sessionId } = await requireSession()
  const [account, sessions] = await Promise.all([getAccount(actor), listSessions(actor, sessionId)])
  return (
    <Stack gap="lg" maw={720}>
      <PageHeader
        title="Account"
        description={`${account.email}, ${ROLE_NAMES[parseRole(account.role)]}`}
      />
      <Card withBorder component="section" aria-labelledby="name">
        <Title order={2} size="h4" mb="md" id="name">
          Name
        </Title>
        <NameForm name={account.name} />
      </Card>
      <Card withBorder component="section" aria-labelledby="password">
        <Title order={2} size="h4" mb="md" id="password">
          Password
        </Title>
        <PasswordForm email={account.email} />
      </Card>
      <Card withBorder component="section" aria-labelledby="sessions">
        <Title order={2} size="h4" mb="md" id="sessions">
          Sessions
        </Title>
        <SessionList sessions={sessions} />
      </Card>
    </Stack>
  )
}
