'use client'

import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { CopyRow } from '../copy/copy-row'
import { HiddenText } from '../hidden-text'
import { Dialog } from './dialog'

type ShowOnceDialogProps = {
  title: string
  /** What the secret is called in a sentence: "code". */
  noun: string
  label: string
  secret: string
  /** Whether it is several, a line each. */
  several?: boolean
  /** What else is shown; `onCopied` is for what copies the secret too. */
  children: (onCopied: () => void) => ReactNode
  onClose: () => void
}

/**
 * Shows a secret, the only time. Closes by its button alone, and asks first if nothing was copied.
 */
export function ShowOnceDialog({
  title,
  noun,
  label,
  secret,
  several = false,
  children,
  onClose,
}: ShowOnceDialogProps) {
  const [copied, setCopied] = useState(false)
  const [asking, setAsking] = useState(false)
  const [stayed, setStayed] = useState(false)

  function markCopied() {
    setCopied(true)
    setAsking(false)
  }

  function leave() {
    setStayed(false)
    if (copied) onClose()
    else setAsking(true)
  }

  function stay() {
    setAsking(false)
    setStayed(true)
  }

  return (
    <Dialog
      onClose={onClose}
      title={title}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">
          {several
            ? `Copy the ${noun} now and keep them safe. They can't be shown again.`
            : `Copy the ${noun} now and keep it safe. It can't be shown again.`}
        </Text>
        <CopyRow
          label={label}
          value={secret}
          wrapped={several}
          button={`Copy ${noun}`}
          focused
          buttonFocused={stayed}
          onCopied={markCopied}
        />
        {children(markCopied)}
        {asking ? (
          <LeaveQuestion noun={noun} several={several} onStay={stay} onLeave={onClose} />
        ) : (
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Done
            </Button>
          </Group>
        )}
      </Stack>
    </Dialog>
  )
}

function LeaveQuestion({
  noun,
  several,
  onStay,
  onLeave,
}: {
  noun: string
  several: boolean
  onStay: () => void
  onLeave: () => void
}) {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="Close without copying?"
      role="alertdialog"
      aria-label="Close without copying?"
    >
      <Text size="sm">
        {several
          ? `The ${noun} were not copied. Once closed, they can't be shown again.`
          : `The ${noun} was not copied. Once closed, it can't be shown again.`}
      </Text>
      <Group mt="sm" gap="xs">
        <Button size="xs" data-autofocus autoFocus onClick={onStay}>
          Keep open
        </Button>
        <Button size="xs" variant="default" onClick={onLeave}>
          Close without copying
        </Button>
      </Group>
      <HiddenText role="status">
        The {noun} {several ? 'were' : 'was'} not copied.
      </HiddenText>
    </Alert>
  )
}
