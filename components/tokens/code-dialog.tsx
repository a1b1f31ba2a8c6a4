'use client'

import { Alert, Button, Group, Modal, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { IssuedToken } from '@/lib/tokens/schema'
import { copyField } from '../copy/copy-field'
import formClasses from '../form/form.module.css'
import classes from './code-dialog.module.css'
import { CodeFacts } from './code-facts'
import { useGuardedCode } from './use-guarded-code'

/** Shows a code, the only time. Closes by its button alone, and asks first if nothing was copied. */
export function CodeDialog({ issued: { code, token }, onClose }: { issued: IssuedToken; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const [asking, setAsking] = useState(false)
  useGuardedCode(onClose)

  async function copy() {
    if (!field.current) return
    setAsking(false)
    setOutcome((await copyField(field.current)) ? 'copied' : 'refused')
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
        <div className={classes.row}>
          <TextInput
            ref={field}
            className={classes.field}
            classNames={{ input: classes.code }}
            label="Activation code"
            value={code}
            readOnly
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
            onCopy={() => setOutcome('copied')}
          />
          <Button
            className={classes.copy}
            leftSection={outcome === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            onClick={copy}
          >
            Copy code
          </Button>
        </div>
        <CopyOutcome outcome={outcome} />
        <CodeFacts token={token} />
        {asking ? (
          <LeaveQuestion onStay={() => setAsking(false)} onLeave={onClose} />
        ) : (
          <Group justify="flex-end">
            <Button variant="default" onClick={() => (outcome === 'copied' ? onClose() : setAsking(true))}>
              Done
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}

function CopyOutcome({ outcome }: { outcome: 'copied' | 'refused' | undefined }) {
  return (
    <div role="status" className={formClasses.live}>
      {outcome === 'copied' && (
        <Text size="sm" c="var(--console-success)" fw={500}>
          Copied
        </Text>
      )}
      {outcome === 'refused' && (
        <Text size="sm" c="var(--mantine-color-error)">
          Your browser refused to copy. The code is selected: press Ctrl+C (⌘C on a Mac).
        </Text>
      )}
    </div>
  )
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
