'use client'

import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { PersonSummary } from '@/lib/people/schema.shared'
import { useAlive } from '../form/use-alive'
import { LazyDialog } from '../ui/dialog/lazy-dialog'
import type { PersonChange } from './change-words'

const loadDialogs = () => import('./change-dialogs')

/** What can be done to somebody in their state; to oneself nothing of it can. */
function changesOf({ state, secondFactor }: PersonSummary, isSelf: boolean): PersonChange[] {
  if (isSelf) return []
  if (state === 'deactivated')
    return ['activate', 'role', ...(secondFactor ? (['factor'] as const) : [])]
  if (state === 'invited') return ['renew', 'role', 'withdraw']
  return ['role', 'password', ...(secondFactor ? (['factor'] as const) : []), 'deactivate']
}

const LABELS: Record<PersonChange, string> = {
  role: 'Change role',
  password: 'Reset password',
  factor: 'Reset second factor',
  deactivate: 'Deactivate',
  activate: 'Activate',
  renew: 'Renew invitation',
  withdraw: 'Withdraw invitation',
}

/** What an administrator can do to a person. */
export function PersonButtons({ person, isSelf }: { person: PersonSummary; isSelf: boolean }) {
  const [opened, setOpened] = useState<PersonChange>()
  const alive = useAlive()
  const close = () => setOpened(undefined)
  return (
    <>
      <Group gap="xs">
        {changesOf(person, isSelf).map((change) => (
          <Button
            key={change}
            variant="default"
            c={change === 'deactivate' ? 'var(--mantine-color-error)' : undefined}
            onClick={() => setOpened(change)}
            {...alive}
          >
            {LABELS[change]}
          </Button>
        ))}
      </Group>
      {opened && (
        <LazyDialog load={loadDialogs} onClose={close}>
          {({ ChangeRoleDialog, ConfirmPersonChange }) =>
            opened === 'role' ? (
              <ChangeRoleDialog person={person} onClose={close} />
            ) : (
              <ConfirmPersonChange person={person} change={opened} onClose={close} />
            )
          }
        </LazyDialog>
      )}
    </>
  )
}
