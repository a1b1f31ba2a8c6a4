'use client'

import { Card, Group, Stack, Text, Title } from '@mantine/core'
import type { FoundCode } from '@/lib/leaked/schema.shared'
import type { TokenStatus } from '@/lib/tokens/status.shared'
import { RegistrationTable } from '../registrations/registration-table'
import { StopButtons } from '../tokens/edit/stop-buttons'
import { TokenDetails } from '../tokens/token-details'
import { nameOf } from '../tokens/token-name'
import { TextLink } from '../ui/text-link'
import { ExactTime, relativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'

type FoundCodesProps = {
  candidates: string[]
  found: FoundCode[]
  since: Date
  onChanged: () => void
}

/** Enough of a code to find it again in the text, and not enough to use it. */
const hint = (code = '') => `${code.slice(0, 6)}…${code.slice(-3)}`

/** What the codes are that were found, and what can be done at once. */
export function FoundCodes({ candidates, found, since, onChanged }: FoundCodesProps) {
  return (
    <Stack component="section" aria-label="Codes that were found" gap="md">
      {found.map((code) => (
        <Card
          key={code.position}
          withBorder
          component="article"
          aria-label={hint(candidates[code.position])}
        >
          <Stack gap="sm">
            <Text size="xs" c="dimmed">
              {hint(candidates[code.position])}
            </Text>
            {code.kind === 'unknown' ? (
              <Text size="sm">
                An activation code by its form, but unknown here: nobody can register with it on
                this console.
              </Text>
            ) : (
              <Found code={code} since={since} onChanged={onChanged} />
            )}
          </Stack>
        </Card>
      ))}
    </Stack>
  )
}

type KnownCode = Exclude<FoundCode, { kind: 'unknown' }>

function Found({
  code,
  since,
  onChanged,
}: {
  code: KnownCode
  since: Date
  onChanged: () => void
}) {
  const ledger = `ledger-${code.position}`
  return (
    <>
      <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
        {code.kind === 'deleted' ? (
          `${nameOf(code)} (deleted)`
        ) : (
          <TextLink href={`/tokens/${code.token.id}`} inherit>
            {nameOf(code.token)}
          </TextLink>
        )}
      </Title>
      <Text size="sm">{meaningOf(code)}</Text>
      {code.kind !== 'deleted' && <TokenDetails token={code.token} />}
      {code.kind === 'current' && (
        <Group gap="xs">
          <StopButtons token={code.token} onChanged={onChanged} />
        </Group>
      )}
      <Text size="sm" fw={600} id={ledger}>
        {code.registrations.length === 0
          ? 'No source server has registered with it'
          : 'Source servers that registered with it'}{' '}
        since <ExactTime at={since} />
      </Text>
      {code.registrations.length > 0 && (
        <RegistrationTable registrations={code.registrations} of="token" labelledBy={ledger} />
      )}
      {code.more && <Text size="sm">There are more; the code's page has all of them.</Text>}
    </>
  )
}

/** What the code of a token allows now, and what would bring it back. */
const NOW: Record<TokenStatus, string> = {
  active: 'This is its code now: whoever has it can register source servers.',
  disabled:
    'This is its code now. It is disabled: nobody can register with it unless it is enabled again.',
  expired:
    'This is its code now. It has expired: nobody can register with it unless it is extended.',
  exhausted:
    'This is its code now. It is used up: nobody can register with it unless its count is raised.',
}

/** What having this string allows now. */
function meaningOf(code: KnownCode): string {
  if (code.kind === 'deleted')
    return 'This was its code. It was deleted: nobody can register with it any more.'
  if (code.kind === 'replaced')
    return (
      'This was its code until it was replaced ' +
      `${relativeTime(code.replacedAt, serverNow())}. Nobody can register with it any more; ` +
      'the new code is another one.'
    )
  return NOW[code.token.status]
}
