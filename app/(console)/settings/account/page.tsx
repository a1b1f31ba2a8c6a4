import { Card, Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { JoinProvider } from '@/components/account/join-provider'
import { NameForm } from '@/components/account/name-form'
import { PasskeyList } from '@/components/account/passkeys/passkey-list'
import { PasswordForm } from '@/components/account/password-form'
import { SecondFactor } from '@/components/account/second-factor/second-factor'
import { SessionList } from '@/components/account/session-list'
import { ROLE_NAMES } from '@/components/actors/role-names'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/section'
import { parseRole } from '@/lib/actors/permissions.shared'
import { waysToProve } from '@/lib/auth/proof/prove'
import { providerLabel } from '@/lib/auth/provider/configuration'
import { listPasskeys } from '@/lib/auth/second-factor/passkeys'
import { countRecoveryCodes } from '@/lib/auth/second-factor/recovery-codes'
import { listSessions } from '@/lib/auth/sessions/reads'
import { getAccount } from '@/lib/people/reads'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { actor, sessionId } = await requireSession()
  const provider = providerLabel()
  const [account, sessions, ways, recoveryCodes, passkeys] = await Promise.all([
    getAccount(actor),
    listSessions(actor, sessionId),
    waysToProve(actor),
    countRecoveryCodes(actor),
    listPasskeys(actor),
  ])
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
      {ways.password && (
        <Card withBorder>
          <Section id="password" title="Password">
            <PasswordForm email={account.email} />
          </Section>
        </Card>
      )}
      <Card withBorder>
        <Section id="second-factor" title="Second factor">
          <SecondFactor
            hasAuthenticator={ways.authenticator}
            hasPasskeys={ways.passkeys}
            hasPassword={ways.password}
            recoveryCodes={recoveryCodes}
          />
        </Section>
      </Card>
      <Card withBorder>
        <Section id="passkeys" title="Passkeys">
          <PasskeyList passkeys={passkeys} hasPassword={ways.password} />
        </Section>
      </Card>
      {provider && (
        <Card withBorder>
          <Section id="provider" title="Single sign-on">
            <JoinProvider label={provider} isJoined={ways.provider !== null} />
          </Section>
        </Card>
      )}
      <Card withBorder>
        <Section id="sessions" title="Sessions">
          <SessionList sessions={sessions} />
        </Section>
      </Card>
    </Stack>
  )
}
