'use client'

import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { canUsePasskeys } from '../auth/passkey'
import { signOutAction } from './actions'
import { AddPasskey } from './passkeys/add-passkey'
import { beginAuthenticatorAction } from './second-factor/actions'
import { PasswordStep } from './second-factor/password-step'
import { RecoveryCodesDialog } from './second-factor/recovery-codes-dialog'
import { type Begun, ScanStep } from './second-factor/scan-step'

type EnrolProps = { returnPath: string; isPasswordAsked: boolean }

/** Sets up a second factor before anything else, for whoever needs one and has none. */
export function Enrol({ returnPath, isPasswordAsked }: EnrolProps) {
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<string[]>()
  const [byPasskey, setByPasskey] = useState(false)
  const goOn = () => window.location.assign(returnPath)
  if (codes) return <RecoveryCodesDialog codes={codes} onClose={goOn} />
  if (byPasskey) return <AddPasskey hasPassword={isPasswordAsked} onDone={goOn} />
  if (begun) return <ScanStep begun={begun} onDone={setCodes} />
  return (
    <Stack gap="md">
      <Text size="sm">
        An administrator has set that you need a second factor. Set it up now: it takes an
        authenticator app on your phone, or a passkey.
      </Text>
      <PasswordStep
        hasPassword={isPasswordAsked}
        button="Set up authenticator"
        send={beginAuthenticatorAction}
        onDone={setBegun}
      >
        {isPasswordAsked && 'Enter your password once more.'}
      </PasswordStep>
      {canUsePasskeys() && (
        <Button variant="default" onClick={() => setByPasskey(true)}>
          Use a passkey instead
        </Button>
      )}
      <Anchor component="button" type="button" size="sm" onClick={() => void signOutAction()}>
        Sign out
      </Anchor>
    </Stack>
  )
}
