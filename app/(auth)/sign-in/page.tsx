import { Alert, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { providerProblem } from '@/components/auth/provider-problem'
import { SecureAddressNote } from '@/components/auth/secure-address-note'
import { SignInForm } from '@/components/auth/sign-in/sign-in-form'
import { TextLink } from '@/components/ui/text-link'
import { providerSettings } from '@/lib/auth/provider/configuration'
import { safeReturnPath } from '@/lib/auth/return-path.shared'
import { isSetUp } from '@/lib/auth/set-up/first-administrator'
import { isHttps, ownAddress } from '@/lib/env'
import { readSettings } from '@/lib/settings/reads'
import type { PageProps } from '@/request/page-props'
import { anySession } from '@/request/session'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, problem, left } = await searchParams
  const returnPath = safeReturnPath(next)
  const session = await anySession()
  if (session?.mustEnrol) redirect(`/second-factor?next=${encodeURIComponent(returnPath)}`)
  const provider = providerSettings()
  const text = providerProblem(problem, provider)
  if (session && !text) redirect(returnPath)
  const [ready, settings] = await Promise.all([isSetUp(), readSettings()])
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        Sign in
      </Title>
      {!ready && (
        <Text size="sm">
          This console is not set up yet. Open the set-up link that the terminal showed when it
          started.
        </Text>
      )}
      {text && (
        <Alert color="red" role="alert" title="Single sign-on did not work">
          <Text size="sm">{text}</Text>
        </Alert>
      )}
      {left !== undefined && provider && (
        <Text size="sm">
          You have signed out here.{' '}
          <TextLink href="/api/auth/oidc/sign-out" inherit underlined>
            Sign out of {provider.label} too
          </TextLink>
        </Text>
      )}
      {isHttps() && <SecureAddressNote address={ownAddress() ?? ''} />}
      <SignInForm
        returnPath={returnPath}
        provider={provider?.label}
        passwordsOff={provider !== undefined && settings.passwordSignIn === 'off'}
      />
      {ready && settings.passwordSignIn === 'on' && (
        <Text size="xs" c="dimmed">
          Can't sign in? An administrator can make you a link for a new password.
        </Text>
      )}
    </Stack>
  )
}
