'use client'

import type { ShownLink } from '@/lib/people/schema.shared'
import { DescriptionList } from '../ui/description-list'
import { ShowOnceDialog } from '../ui/dialog/show-once-dialog'
import { useExactTime } from '../ui/time/time-zone'

const WORDS = {
  invitation: { title: 'Invitation link', use: 'It opens a page on which they choose a password.' },
  reset: {
    title: 'Password link',
    use: 'It opens a page on which they choose a new password. Until then the old one holds.',
  },
} as const

type LinkDialogProps = { link: ShownLink; name: string; onClose: () => void }

/** Shows a one-time link, the only time. */
export function LinkDialog({ link, name, onClose }: LinkDialogProps) {
  const exactTime = useExactTime()
  const { title, use } = WORDS[link.kind]
  const how = link.mailed ? 'It was mailed to them too.' : 'Give it to them yourself.'
  return (
    <ShowOnceDialog title={title} noun="link" label={title} secret={link.address} onClose={onClose}>
      {() => (
        <DescriptionList
          items={[
            ['For', name],
            ['Good until', `${exactTime(link.expiresAt)}, once`],
            ['What to do', `${how} ${use}`],
          ]}
        />
      )}
    </ShowOnceDialog>
  )
}
