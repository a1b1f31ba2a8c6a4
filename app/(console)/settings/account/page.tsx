import { Card, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { NameForm } from '@/components/auth/name-form'
import { PasswordForm } from '@/components/auth/password-form'
import { SessionList } from '@/components/auth/session-list'
import { getAccount, listSessions } from '@/lib/auth/reads'
import { requireVisit } from '@/request/gates'
import {
  changePasswordAction,
  endOtherSessionsAction,
  endSessionAction,
  renameAction,
} from './actions'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { actor, sessionId } = await requireVisit()
  const [account, sessions] = await Promise.all([getAccount(actor), listSessions(actor, sessionId)])
  return (
    <Stack gap="lg" maw={720}>
      <div>
        <Title order={1} size="h2">
          Account
        </Title>
        <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {account.email}, {account.role}
        </Text>
      </div>
      <Card withBorder component="section" aria-labelledby="name">
        <Title order={2} size="h4" mb="md" id="name">
          Name
        </Title>
        <NameForm name={account.name} rename={renameAction} />
      </Card>
      <Card withBorder component="section" aria-labelledby="password">
        <Title order={2} size="h4" mb="md" id="password">
          Password
        </Title>
        <PasswordForm email={account.email} changePassword={changePasswordAction} />
      </Card>
      <Card withBorder component="section" aria-labelledby="sessions">
        <Title order={2} size="h4" mb="md" id="sessions">
          Sessions
        </Title>
        <SessionList
          sessions={sessions}
          endSession={endSessionAction}
          endOtherSessions={endOtherSessionsAction}
        />
      </Card>
    </Stack>
  )
}
