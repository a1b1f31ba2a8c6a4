'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'

const loadDialog = () => import('./host-dialog')

/** Opens the form with which one more host is expected. */
export function AddHostButton({ waveId }: { waveId: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const alive = useAlive()
  const close = () => setIsOpen(false)
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setIsOpen(true)} {...alive}>
        Expect a host
      </Button>
      {isOpen && (
        <LazyDialog load={loadDialog} onClose={close}>
          {({ HostDialog }) => <HostDialog waveId={waveId} onClose={close} />}
        </LazyDialog>
      )}
    </>
  )
}
