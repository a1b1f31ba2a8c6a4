'use client'

import { createContext, type ReactNode, use } from 'react'
import type { ShownLink } from '@/lib/people/schema.shared'
import { loadDialog } from '../ui/dialog/dialog'
import { LazyDialog } from '../ui/dialog/lazy-dialog'
import { useSecrets } from '../ui/dialog/use-secrets'

type For = { link: ShownLink; name: string }

const ShowLinkContext = createContext<(shown: For) => void>(() => {})

/** Shows a one-time link that was just made, the only time. */
export function useShowLink(): (shown: For) => void {
  return use(ShowLinkContext)
}

const importDialog = () => import('./link-dialog')

/** Loads what shows a link; asked for before a call is made that answers with one. */
export async function loadLinkDialog(): Promise<void> {
  await Promise.all([importDialog(), loadDialog()])
}

/** Holds one-time links above all pages: going to another page does not lose one. */
export function ShownLinkProvider({ children }: { children: ReactNode }) {
  const { first, add, close } = useSecrets<For>()
  return (
    <ShowLinkContext value={add}>
      {children}
      {first && (
        <LazyDialog key={first.link.address} load={importDialog} onClose={close}>
          {({ LinkDialog }) => <LinkDialog {...first} onClose={close} />}
        </LazyDialog>
      )}
    </ShowLinkContext>
  )
}
