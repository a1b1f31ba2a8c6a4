'use client'

import { Alert, Button, Group, Modal, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { IssuedToken } from '@/lib/tokens/schema'
import { CodeFacts } from './code-facts'
import { CopyRow } from './copy-row'
import { useGuardedCode } from './use-guarded-code'

/** Shows a code, the only time. Closes by its button alone, and asks first if nothing was copied. */
export function CodeDialog({ issued: { code, token }, onClose }: { issued: IssuedToken; onClose: () => void }) {
  const [copied, setCopied] = useState(false)
  const [asking, setAsking] = useState(false)
  const [stayed, setStayed] = useState(false)
  useGuardedCode(onClose)

  function markCopied() {
    setCopied(true)
    setAsking(false)
  }

  function stay() {
    setAsking(false)
    setStayed(true)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Activation code"
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">Copy the code now and keep it safe. It can't be shown again.</Text>
        <CopyRow label="Activation code" value={code} button="Copy code" focused onCopied={markCopied} />
        <CopyRow
          label="Command for the source server"
          description="Run it there. It asks for the code, which stays out of the shell's history."
          value={registerCommand(window.location.origin)}
          button="Copy command"
        />
        <CodeFacts token={token} />
        {asking ? (
          <LeaveQuestion onStay={stay} onLeave={onClose} />
        ) : (
          <Group justify="flex-end">
            <Button variant="default" autoFocus={stayed} onClick={() => (copied ? onClose() : setAsking(true))}>
              Done
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}

/** The command that registers a machine with the console at an address. The code is not in it. */
function registerCommand(origin: string): string {
  return `curl -fsSLO ${origin}/register.sh && sh register.sh --url ${origin}`
}

function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="Close without copying?"
      role="alertdialog"
      aria-label="Close without copying?"
    >
      <Text size="sm">The code was not copied. Once closed, it can't be shown again.</Text>
      <Group mt="sm" gap="xs">
        <Button size="xs" data-autofocus autoFocus onClick={onStay}>
          Keep open
        </Button>
        <Button size="xs" variant="default" onClick={onLeave}>
          Close without copying
        </Button>
      </Group>
      <VisuallyHidden role="status">The code was not copied.</VisuallyHidden>
    </Alert>
  )
}
