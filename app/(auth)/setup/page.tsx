import { Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { SetUpForm } from '@/components/auth/set-up-form'
import { TextLink } from '@/components/ui/text-link'
import { HOME } from '@/lib/auth/return-path.shared'
import { checkSetUp } from '@/lib/auth/set-up/token'
import { requestFacts } from '@/request/facts'
import type { PageProps } from '@/request/page-props'

export const metadata: Metadata = { title: 'Set up' }

export default async function SetUpPage({ searchParams }: PageProps) {
  const { token } = await searchParams
  const { ip } = await requestFacts()
  const allowed = await checkSetUp(token, ip)
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        Set up the console
      </Title>
      {allowed.ok && typeof token === 'string' ? (
        <>
          <Text size="sm">
            Make the first administrator. Afterwards this page is closed for good.
          </Text>
          <SetUpForm token={token} home={HOME} />
        </>
      ) : (
        <SetUpClosed reason={allowed.ok ? 'wrong_token' : allowed.reason} />
      )}
    </Stack>
  )
}

const CLOSED = {
  set_up_already: 'The console is set up. Sign in with your email and password.',
  wrong_token:
    'This page opens only with the set-up link that the terminal shows when the console starts.',
  throttled:
    'Too many attempts. Try again in a few minutes, with the set-up link that the terminal shows.',
} as const

function SetUpClosed({ reason }: { reason: keyof typeof CLOSED }) {
  return (
    <>
      <Text size="sm">{CLOSED[reason]}</Text>
      {reason === 'set_up_already' && <TextLink href="/sign-in">Sign in</TextLink>}
    </>
  )
}
