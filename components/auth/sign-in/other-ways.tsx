'use client'

import { Button, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type FormError, ProblemAlert } from '@/components/form/problem-alert'
import { askPasskey, canUsePasskeys } from '../passkey'
import { explainVisitorError, postJson } from '../post-json'

type OtherWaysProps = {
  provider?: string
  returnPath: string
  onDone: () => void
  /** Shows the form of the password, where that is for emergencies only. */
  onEmergency?: () => void
}

/** The ways in beside the password: single sign-on, and a passkey. */
export function OtherWays({ provider, returnPath, onDone, onEmergency }: OtherWaysProps) {
  const [problem, setProblem] = useState<FormError>()
  const [pending, setPending] = useState(false)
  // Whether the browser has passkeys is known in the browser only.
  const [hasPasskeys, setHasPasskeys] = useState(false)
  useEffect(() => setHasPasskeys(canUsePasskeys()), [])

  async function signIn() {
    setPending(true)
    setProblem(undefined)
    const asked = await askPasskey({})
    const answer = asked.ok ? await postJson('/api/auth/passkey/sign-in', asked.passkey) : asked
    if (answer.ok) return onDone()
    setPending(false)
    const explained = explainVisitorError(answer)
    if (explained && explained.reason !== 'invalid') setProblem(explained)
  }

  const next = returnPath === '/' ? '' : `?next=${encodeURIComponent(returnPath)}`
  return (
    <Stack gap="xs">
      <ProblemAlert problem={problem} />
      {provider && (
        <Button component="a" variant="default" fullWidth href={`/api/auth/oidc/start${next}`}>
          Sign in with {provider}
        </Button>
      )}
      {hasPasskeys && (
        <Button variant="default" fullWidth loading={pending} onClick={signIn}>
          Use a passkey
        </Button>
      )}
      {onEmergency && (
        <Button variant="subtle" fullWidth onClick={onEmergency}>
          Emergency sign-in with a password
        </Button>
      )}
    </Stack>
  )
}
