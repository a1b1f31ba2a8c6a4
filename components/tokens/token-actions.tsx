'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Refused } from '@/lib/answer'
import type {
  BulkInput,
  BulkStep,
  ChangeRefusal,
  ChangeTokenFields,
  ExtendTokenFields,
} from '@/lib/tokens/change-schema'

type ChangeAnswer = { ok: true } | ChangeRefusal | Refused

/** What operators do to tokens that exist. */
export type TokenActions = {
  change: (id: string, fields: ChangeTokenFields) => Promise<ChangeAnswer>
  extend: (id: string, fields: ExtendTokenFields) => Promise<ChangeAnswer>
  disable: (id: string) => Promise<ChangeAnswer>
  enable: (id: string) => Promise<ChangeAnswer>
  remove: (
    id: string,
    seen: { count: number; expiresAt: Date; replacedAt: Date | null; disabled: boolean },
  ) => Promise<ChangeAnswer>
  bulk: (fields: BulkInput) => Promise<BulkStep | Refused>
}

const TokenActionsContext = createContext<TokenActions | undefined>(undefined)

/** The actions of operators; `undefined` for those who may only read. */
export function useTokenActions(): TokenActions | undefined {
  return useContext(TokenActionsContext)
}

export function TokenActionsProvider({
  actions,
  children,
}: {
  actions: TokenActions
  children: ReactNode
}) {
  return <TokenActionsContext value={actions}>{children}</TokenActionsContext>
}
