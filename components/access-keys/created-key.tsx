'use client'

import { createContext, type ReactNode, use } from 'react'
import type { CreatedAccessKey } from '@/lib/access-keys/schema.shared'
import { loadDialog } from '../ui/dialog/dialog'
import { LazyDialog } from '../ui/dialog/lazy-dialog'
import { useSecrets } from '../ui/dialog/use-secrets'

const ShowKeyContext = createContext<(created: CreatedAccessKey) => void>(() => {})

/** Shows a key that was just created, the only time. */
export function useShowKey(): (created: CreatedAccessKey) => void {
  return use(ShowKeyContext)
}

const importDialog = () => import('./key-dialog')

/** Loads what shows a key; asked for before a call is made that answers with one. */
export async function loadKeyDialog(): Promise<void> {
  await Promise.all([importDialog(), loadDialog()])
}

/**
 * Holds the secret of a key that was just created above all pages: going to another page, or one
 * that fails, does not lose it.
 */
export function CreatedKeyProvider({ children }: { children: ReactNode }) {
  const { first: created, add, close } = useSecrets<CreatedAccessKey>()
  return (
    <ShowKeyContext value={add}>
      {children}
      {created && (
        <LazyDialog key={created.key.id} load={importDialog} onClose={close}>
          {({ KeyDialog }) => <KeyDialog created={created} onClose={close} />}
        </LazyDialog>
      )}
    </ShowKeyContext>
  )
}
