'use client'

import { Card, Group, Stack, Text, Title } from '@mantine/core'
import type { FoundCode } from '@/lib/tokens/find-schema'
import { RegistrationTable } from '../registrations/registration-table'
import { TextLink } from '../shell/text-link'
import { RelativeTime } from '../time/relative-time'
import { ConfirmButtons } from './confirm-buttons'
import { TokenFacts } from './token-facts'
import { nameOf } from './token-name'

type FoundCodesProps = { candidates: string[]; found: FoundCode[]; since: Date }

/** Enough of a code to find it again in the text, and not enough to use it. */
const hint = (code = '') => `${code.slice(0, 6)}…${code.slice(-3)}`

/** What the codes are that were found, and what can be done at once. */
export function FoundCodes({ candidates, found, since }: FoundCodesProps) {
  return (
    <Stack component="section" aria-label="Codes that were found" gap="md">
      {found.map((code) => (
        <Card key={code.position} withBorder component="article" aria-label={hint(candidates[code.position])}>
          <Stack gap="sm">
            <Text size="xs" c="dimmed">
              {hint(candidates[code.position])}
            </Text>
            <Found code={code} since={since} />
          </Stack>
        </Card>
      ))}
    </Stack>
  )
}

function Found({ code, since }: { code: FoundCode; since: Date }) {
  if (code.kind === 'unknown')
    return <Text size="sm">An activation code by its form, but unknown here: nobody can register with it on this console.</Text>
  if (code.kind === 'deleted')
    return <Text size="sm">The code of {code.tokenId}, which was deleted: nobody can register with it any more.</Text>
  const { token, registrations, more } = code
  const ledger = `ledger-${code.position}`
  return (
    <>
      <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
        <TextLink href={`/tokens/${token.id}`} inherit>
          {nameOf(token)}
        </TextLink>
      </Title>
      {code.kind === 'replaced' ? (
        <Text size="sm">
          This was its code until it was replaced <RelativeTime at={code.replacedAt} now={new Date()} />. Nobody can register with it any
          more; the new code is another one.
        </Text>
      ) : (
        <Text size="sm">
          {token.status === 'active'
            ? 'This is its code now: whoever has it can register source servers.'
            : 'This is its code now, but it registers nobody at the moment.'}
        </Text>
      )}
      <TokenFacts token={token} />
      {code.kind === 'current' && (
        <Group gap="xs">
          <ConfirmButtons token={token} />
        </Group>
      )}
      <Text size="sm" fw={600} id={ledger}>
        {registrations.length === 0 ? 'No source server has registered' : 'Source servers that registered'} since{' '}
        {since.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}
      </Text>
      {registrations.length > 0 && <RegistrationTable registrations={registrations} of="token" labelledBy={ledger} />}
      {more && <TextLink href={`/tokens/${token.id}`}>All of them are on its page</TextLink>}
    </>
  )
}
