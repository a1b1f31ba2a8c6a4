import type { ReactNode } from 'react'
import { ConsoleShell } from '@/components/shell/console-shell'
import { IssuingProvider } from '@/components/tokens/issuing'
import { isOperator } from '@/lib/auth/actor'
import { requireVisit } from '@/lib/auth/gates'
import { signOutAction } from './settings/account/actions'
import { issueTokenAction, replaceCodeAction } from './tokens/actions'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireVisit()
  const shell = (
    <ConsoleShell personName={actor.name} role={actor.role} signOut={signOutAction}>
      {children}
    </ConsoleShell>
  )
  if (!isOperator(actor)) return shell
  return (
    <IssuingProvider issueToken={issueTokenAction} replaceCode={replaceCodeAction}>
      {shell}
    </IssuingProvider>
  )
}
