'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog/dialog'
import {
  beginAuthenticatorAction,
  removeAuthenticatorAction,
  renewRecoveryCodesAction,
} from './actions'
import { PasswordStep } from './password-step'
import { RecoveryCodesDialog } from './recovery-codes-dialog'
import { type Begun, ScanStep } from './scan-step'

export type FactorChange = 'set-up' | 'renew' | 'codes' | 'remove'

type FactorDialogProps = { change: FactorChange; hasPassword: boolean; onClose: () => void }

const WORDS: Record<FactorChange, { title: string; button: string; text: string }> = {
  'set-up': {
    title: 'Set up an authenticator',
    button: 'Go on',
    text: 'From then on you sign in with your password and a code of your app.',
  },
  renew: {
    title: 'Renew the authenticator',
    button: 'Go on',
    text: 'For a new phone. The old app works until a code of the new one was right.',
  },
  codes: {
    title: 'Renew recovery codes',
    button: 'Renew',
    text: 'You get ten new codes. The ones that you have are good for nothing then.',
  },
  remove: {
    title: 'Remove the authenticator',
    button: 'Remove',
    text: 'From then on your password alone signs you in. Your recovery codes go too.',
  },
}

/** Changes one's authenticator: asks for the password, and then does what is wanted. */
export function FactorDialog({ change, hasPassword, onClose }: FactorDialogProps) {
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<string[]>()
  const { title, button, text } = WORDS[change]
  if (codes) return <RecoveryCodesDialog codes={codes} onClose={onClose} />
  const step = { hasPassword, button, onCancel: onClose, children: text }
  return (
    <Dialog
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={false}
    >
      {begun ? (
        <ScanStep begun={begun} onDone={setCodes} />
      ) : change === 'remove' ? (
        <PasswordStep {...step} send={removeAuthenticatorAction} onDone={onClose} />
      ) : change === 'codes' ? (
        <PasswordStep
          {...step}
          send={renewRecoveryCodesAction}
          onDone={({ recoveryCodes }) => setCodes(recoveryCodes)}
        />
      ) : (
        <PasswordStep {...step} send={beginAuthenticatorAction} onDone={setBegun} />
      )}
    </Dialog>
  )
}
