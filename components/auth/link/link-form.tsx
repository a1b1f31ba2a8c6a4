'use client'

import { Alert, Button, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ROLE_NAMES } from '@/components/actors/role-names'
import type { FormError } from '@/components/form/problem-alert'
import { ProblemAlert } from '@/components/form/problem-alert'
import type { Role } from '@/lib/actors/permissions.shared'
import type { LinkKind } from '@/lib/people/schema.shared'
import { explainVisitorError, postJson, type SecondFactorWanted } from '../post-json'
import { SecondStep } from '../sign-in/second-step'
import { ChoosePassword } from './choose-password'

type LinkFacts = {
  kind: LinkKind
  name: string
  email: string
  role: Role
  canChoosePassword: boolean
}

const goOn = () => window.location.assign('/')

/**
 * What a one-time link is for, and the way in by it: a password of one's own, or single sign-on.
 */
export function LinkForm({ provider }: { provider?: string }) {
  const [token, setToken] = useState('')
  const [facts, setFacts] = useState<LinkFacts>()
  const [problem, setProblem] = useState<FormError>()
  const [wanted, setWanted] = useState<SecondFactorWanted>()

  useEffect(() => {
    function look() {
      const given = window.location.hash.slice(1)
      setToken(given)
      setFacts(undefined)
      setProblem(undefined)
      postJson<LinkFacts>('/api/auth/link/look', { token: given }).then((answer) => {
        if (answer.ok) return setFacts(answer)
        const explained = explainVisitorError(answer)
        setProblem(
          explained && explained.reason !== 'invalid'
            ? explained
            : { reason: 'message', text: 'The link is not complete. Copy the whole of it.' },
        )
      })
    }
    look()
    // Another link in the same tab changes only what stands behind the #.
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])

  async function bySingleSignOn() {
    const answer = await postJson<{ url: string }>('/api/auth/oidc/start', { token })
    if (answer.ok) return window.location.assign(answer.url)
    const explained = explainVisitorError(answer)
    if (explained && explained.reason !== 'invalid') setProblem(explained)
  }

  if (wanted) return <SecondStep wanted={wanted} onDone={goOn} onBack={() => goOn()} />
  if (!facts)
    return problem ? (
      <ProblemAlert problem={problem} />
    ) : (
      <Text size="sm" role="status">
        Looking at the link …
      </Text>
    )
  return (
    <Stack gap="md">
      <ProblemAlert problem={problem} />
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {facts.kind === 'invitation' ? (
          <>
            {facts.name}, you were invited to this console as {ROLE_NAMES[facts.role].toLowerCase()}
            . You sign in as <b>{facts.email}</b>.
          </>
        ) : (
          <>
            {facts.name}, choose a new password for <b>{facts.email}</b>. Your sessions end then.
          </>
        )}
      </Text>
      {facts.canChoosePassword ? (
        <ChoosePassword token={token} email={facts.email} onDone={goOn} onFactor={setWanted} />
      ) : (
        <Alert color="blue">Passwords are off here. Come in by single sign-on.</Alert>
      )}
      {provider && facts.kind === 'invitation' && (
        <Button variant="default" fullWidth onClick={bySingleSignOn}>
          Go on with {provider}
        </Button>
      )}
    </Stack>
  )
}
