'use client'

import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAlive } from '../form/use-alive'
import { LazyDialog } from '../ui/dialog/lazy-dialog'

const loadDialog = () => import('./invite-dialog')

/** Opens the form with which a person is invited. */
export function InviteButton() {
  const [isOpen, setIsOpen] = useState(false)
  const alive = useAlive()
  const close = () => setIsOpen(false)
  return (
    <>
      <Button
        leftSection={<IconUserPlus size={16} aria-hidden />}
        onClick={() => setIsOpen(true)}
        {...alive}
      >
        Invite a person
      </Button>
      {isOpen && (
        <LazyDialog load={loadDialog} onClose={close}>
          {({ InviteDialog }) => <InviteDialog onClose={close} />}
        </LazyDialog>
      )}
    </>
  )
}
