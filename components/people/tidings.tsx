'use client'

import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { parseRole } from '@/lib/actors/permissions.shared'
import type { Changes } from '@/lib/audit/schema.shared'
import type { Tiding } from '@/lib/people/schema.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { useAlive } from '../form/use-alive'
import { useCall } from '../form/use-call'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'
import { dismissTidingAction } from './actions'

const textOf = (value: unknown) => String(value ?? '')

const roleIn = ({ role }: Changes) => ROLE_NAMES[parseRole(textOf(role?.[1]))].toLowerCase()

/** What is told of each kind of event, to the person whom it concerns. */
function sentence({ action, by, changes }: Tiding): string {
  switch (action) {
    case 'access_key.created':
      return `An access key was made in your name by ${by}: ${textOf(changes.name?.[1])}.`
    case 'access_key.enabled':
      return `Your access key ${textOf(changes.name?.[1])} was enabled by ${by}.`
    case 'access_key.disabled':
      return `Your access key ${textOf(changes.name?.[1])} was disabled by ${by}.`
    case 'access_key.deleted':
      return `Your access key ${textOf(changes.name?.[1])} was deleted by ${by}.`
    case 'person.role_changed':
      return `Your role was changed by ${by}: you are ${roleIn(changes)} now.`
    case 'person.password_reset':
      return `${by} made a link with which your password can be chosen anew.`
    case 'second_factor.reset':
      return `${by} reset your second factor. Set up a new one under Account.`
    case 'person.sessions_ended':
      return `${by} ended sessions of yours.`
    case 'person.activated':
      return `${by} activated you again.`
    case 'person.invited':
      return `${by} invited you to this console.`
    case 'session.started':
      return (
        'Somebody signed in as you from an address not seen before: ' +
        `${textOf(changes.ip?.[1])}. If it was not you, change your password.`
      )
    default:
      return `${by} changed something that concerns you.`
  }
}

/** What others did that concerns the person at the screen, until they have seen it. */
export function Tidings({ tidings }: { tidings: Tiding[] }) {
  const { pending, call } = useCall()
  const alive = useAlive()
  return (
    <Stack component="section" aria-label="News for you" gap="xs" mb="lg">
      {tidings.map((tiding) => (
        <Alert key={tiding.id} color="yellow" role="status">
          <Group justify="space-between" gap="sm">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {sentence(tiding)} <RelativeTime at={tiding.at} now={serverNow()} />{' '}
              <TextLink href="/settings/account" inherit underlined>
                Account
              </TextLink>
            </Text>
            <Button
              size="xs"
              variant="default"
              disabled={pending}
              onClick={() => call(() => dismissTidingAction({ id: tiding.id }))}
              {...alive}
            >
              Seen
            </Button>
          </Group>
        </Alert>
      ))}
    </Stack>
  )
}
