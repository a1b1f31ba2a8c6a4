'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { ProblemAlert } from '@/components/form/problem-alert'
import { Dialog } from '@/components/ui/dialog/dialog'
import type { WaysToProve } from '@/lib/auth/schema.shared'
import { canUsePasskeys } from '../passkey'
import { ProofForm } from './proof-form'
import { useOwnPasskey } from './use-own-passkey'

type ProofDialogProps = { ways: WaysToProve; onEnd: (proven: boolean) => void }

/**
 * Asks who is at the screen, before something is done that hands out or widens power: by password,
 * code or passkey, or by single sign-on in another tab.
 */
export function ProofDialog({ ways, onEnd }: ProofDialogProps) {
  const { askOwnPasskey, pending, passkeyProblem } = useOwnPasskey(onEnd)
  const cancel = () => onEnd(false)
  return (
    <Dialog
      onClose={cancel}
      title="Confirm who you are"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <ProblemAlert problem={passkeyProblem} />
        <Text size="sm">
          This needs proof that it is you, and the last one is more than 15 minutes old. What you
          have typed stays.
        </Text>
        {ways.password && <ProofForm way="password" focused onProven={() => onEnd(true)} />}
        {ways.authenticator && (
          <ProofForm way="code" focused={!ways.password} onProven={() => onEnd(true)} />
        )}
        {ways.provider && (
          <Group gap="xs">
            <Button
              component="a"
              variant="default"
              target="_blank"
              href="/api/auth/oidc/start?for=proof&next=/confirmed"
            >
              Confirm with {ways.provider}, in another tab
            </Button>
            <Button variant="default" onClick={() => onEnd(true)}>
              I have confirmed
            </Button>
          </Group>
        )}
        <Group justify="space-between">
          {ways.passkeys && canUsePasskeys() ? (
            <Button variant="default" loading={pending} onClick={askOwnPasskey}>
              Use a passkey
            </Button>
          ) : (
            <span />
          )}
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
