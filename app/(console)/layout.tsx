import type { ReactNode } from 'react'
import { CreatedKeyProvider } from '@/components/access-keys/created-key'
import { ListAddressProvider } from '@/components/list/list-address'
import { ConsoleShell } from '@/components/shell/console-shell'
import { OwnAddressProvider } from '@/components/shell/own-address'
import { ServerClock } from '@/components/time/server-clock'
import { IssuingProvider } from '@/components/tokens/issuing'
import { TokenActionsProvider } from '@/components/tokens/token-actions'
import { isOperator } from '@/lib/auth/actor'
import { ownAddress } from '@/lib/env'
import { requireVisit } from '@/request/gates'
import { signOutAction } from './settings/account/actions'
import {
  bulkAction,
  changeTokenAction,
  deleteTokenAction,
  disableTokenAction,
  enableTokenAction,
  extendTokenAction,
  issueTokenAction,
  replaceCodeAction,
} from './tokens/actions'

const TOKEN_ACTIONS = {
  change: changeTokenAction,
  extend: extendTokenAction,
  disable: disableTokenAction,
  enable: enableTokenAction,
  remove: deleteTokenAction,
  bulk: bulkAction,
}

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireVisit()
  const shell = (
    <ConsoleShell personName={actor.name} role={actor.role} signOut={signOutAction}>
      <ListAddressProvider>
        <CreatedKeyProvider>{children}</CreatedKeyProvider>
      </ListAddressProvider>
    </ConsoleShell>
  )
  return (
    <OwnAddressProvider address={ownAddress()}>
      <ServerClock now={new Date()} />
      {isOperator(actor) ? (
        <IssuingProvider issueToken={issueTokenAction} replaceCode={replaceCodeAction}>
          <TokenActionsProvider actions={TOKEN_ACTIONS}>{shell}</TokenActionsProvider>
        </IssuingProvider>
      ) : (
        shell
      )}
    </OwnAddressProvider>
  )
}
