import { Card, Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { NameForm } from '@/components/account/name-form'
import { PasswordForm } from '@/components/account/password-form'
import { ROLE_NAMES } from '@/components/account/role-names'
import { SessionList } from '@/components/account/session-list'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/section'
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
      <Card withBorder>
        <Section id="name" title="Name">
          <NameForm name={account.name} />
        </Section>
      </Card>
      <Card withBorder>
        <Section id="password" title="Password">
          <PasswordForm email={account.email} />
        </Section>
      </Card>
      <Card withBorder>
        <Section id="sessions" title="Sessions">
          <SessionList sessions={sessions} />
        </Section>
      </Card>
    </Stack>
  )
}
