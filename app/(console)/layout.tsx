import type { ReactNode } from 'react'
import { CreatedKeyProvider } from '@/components/access-keys/created-key'
import { AccountMenu } from '@/components/account/account-menu'
import { ProofProvider } from '@/components/auth/proof/proof-provider'
import { ConsoleShell } from '@/components/layout/console-shell'
import { KeepFocus } from '@/components/layout/keep-focus'
import { Activity } from '@/components/layout/live/activity'
import { OutageNote } from '@/components/layout/live/outage-note'
import { NoticesProvider } from '@/components/layout/notices'
import { OwnAddressProvider } from '@/components/layout/own-address'
import { PermissionsProvider } from '@/components/layout/permissions'
import { ShownLinkProvider } from '@/components/people/shown-link'
import { Tidings } from '@/components/people/tidings'
import { IssueCodeButton } from '@/components/tokens/issue/issue-code-button'
import { IssueProvider } from '@/components/tokens/issue/issue-provider'
import { ListAddressProvider } from '@/components/ui/list/list-address'
import { PhoneProvider } from '@/components/ui/phone'
import { ServerClock } from '@/components/ui/time/server-clock'
import { TimeZoneProvider } from '@/components/ui/time/time-zone'
import { ownAddress } from '@/lib/env'
import { listTidings } from '@/lib/people/tidings'
import { askedAddress, isPhone } from '@/request/facts'
import { requireSession } from '@/request/session'
import { requestTimeZone } from '@/request/time-zone'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireSession()
  const tidings = await listTidings(actor)
  const { zone, isUtc } = await requestTimeZone()
  return (
    <OwnAddressProvider address={ownAddress()} asked={await askedAddress()}>
      <ServerClock now={new Date()} />
      <TimeZoneProvider zone={zone} isUtc={isUtc}>
        <PermissionsProvider role={actor.role}>
          <PhoneProvider isPhone={await isPhone()}>
            <NoticesProvider>
              <ProofProvider>
                <ShownLinkProvider>
                  <IssueProvider>
                    <ConsoleShell
                      primaryAction={<IssueCodeButton size="sm" />}
                      account={<AccountMenu personName={actor.name} role={actor.role} />}
                    >
                      <ListAddressProvider>
                        <CreatedKeyProvider>
                          <Activity />
                          <OutageNote />
                          <KeepFocus />
                          {tidings.length > 0 && <Tidings tidings={tidings} />}
                          {children}
                        </CreatedKeyProvider>
                      </ListAddressProvider>
                    </ConsoleShell>
                  </IssueProvider>
                </ShownLinkProvider>
              </ProofProvider>
            </NoticesProvider>
          </PhoneProvider>
        </PermissionsProvider>
      </TimeZoneProvider>
    </OwnAddressProvider>
  )
}
