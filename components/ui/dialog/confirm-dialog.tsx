'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type FormError, ProblemAlert } from '@/components/form/problem-alert'
import { Dialog } from './dialog'

type ConfirmDialogProps = {
  title: string
  /** Nothing to confirm where it is left out. */
  confirm?: string
  keep: string
  dangerous?: boolean
  pending: boolean
  problem: FormError | undefined
  onConfirm: () => void
  onClose: () => void
  /** What must be known before anything else. */
  notice?: ReactNode
  children: ReactNode
}

/** Asks before something is done. The focus is on the way back, never on what is dangerous. */
export function ConfirmDialog({
  title,
  confirm,
  keep,
  dangerous,
  pending,
  problem,
  onConfirm,
  onClose,
  notice,
  children,
}: ConfirmDialogProps) {
  return (
    <Dialog
      onClose={() => !pending && onClose()}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close', disabled: pending }}
    >
      <Stack gap="md">
        <ProblemAlert problem={problem} />
        {notice}
        <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus disabled={pending} onClick={onClose}>
            {keep}
          </Button>
          {confirm && (
            <Button color={dangerous ? 'red.9' : undefined} loading={pending} onClick={onConfirm}>
              {confirm}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}
