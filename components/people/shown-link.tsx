'use client'

import { createContext, type ReactNode, use } from 'react'
import type { ShownLink } from '@/lib/people/schema.shared'
import { DescriptionList } from '../ui/description-list'
import { ShowOnceDialog } from '../ui/dialog/show-once-dialog'
import { useSecrets } from '../ui/dialog/use-secrets'
import { useExactTime } from '../ui/time/time-zone'

type For = { link: ShownLink; name: string }

const ShowLinkContext = createContext<(shown: For) => void>(() => {})

/** Shows a one-time link that was just made, the only time. */
export function useShowLink(): (shown: For) => void {
  return use(ShowLinkContext)
}

const WORDS = {
  invitation: { title: 'Invitation link', use: 'It opens a page on which they choose a password.' },
  reset: {
    title: 'Password link',
    use: 'It opens a page on which they choose a new password. Until then the old one holds.',
  },
} as const

/** Holds one-time links above all pages: going to another page does not lose one. */
export function ShownLinkProvider({ children }: { children: ReactNode }) {
  const { first, add, close } = useSecrets<For>()
  const exactTime = useExactTime()
  return (
    <ShowLinkContext value={add}>
      {children}
      {first && (
        <ShowOnceDialog
          key={first.link.address}
          title={WORDS[first.link.kind].title}
          noun="link"
          label={WORDS[first.link.kind].title}
          secret={first.link.address}
          onClose={close}
        >
          {() => (
            <DescriptionList
              items={[
                ['For', first.name],
                ['Good until', `${exactTime(first.link.expiresAt)}, once`],
                [
                  'What to do',
                  first.link.mailed
                    ? `It was mailed to them too. ${WORDS[first.link.kind].use}`
                    : `Give it to them yourself. ${WORDS[first.link.kind].use}`,
                ],
              ]}
            />
          )}
        </ShowOnceDialog>
      )}
    </ShowLinkContext>
  )
}
