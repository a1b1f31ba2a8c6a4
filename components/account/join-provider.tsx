'use client'

import { Button, Group, Text } from '@mantine/core'
import { useProof } from '../form/proof-context'
import { useAlive } from '../form/use-alive'
import { mayJoinAction } from './actions'

/** Joins one's account to that of the provider of single sign-on. */
export function JoinProvider({ label, isJoined }: { label: string; isJoined: boolean }) {
  const withProof = useProof()
  const alive = useAlive()

  async function join() {
    const answer = await withProof(() => mayJoinAction(undefined))
    if (answer.ok) window.location.assign('/api/auth/oidc/start?for=join&next=/settings/account')
  }

  if (isJoined) return <Text size="sm">You sign in with {label} too.</Text>
  return (
    <Group gap="sm">
      <Text size="sm">Your account is not joined to {label} yet.</Text>
      <Button variant="default" onClick={join} {...alive}>
        Join {label}
      </Button>
    </Group>
  )
}
