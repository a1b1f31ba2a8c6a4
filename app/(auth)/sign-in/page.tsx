import { Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SecureAddressNote } from '@/components/auth/secure-address-note'
import { SignInForm } from '@/components/auth/sign-in-form'
import { safeReturnPath } from '@/lib/auth/return-path.shared'
import { isSetUp } from '@/lib/auth/set-up/first-administrator'
import { isHttps, ownAddress } from '@/lib/env'
import type { PageProps } from '@/request/page-props'
import { currentSession } from '@/request/session'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps) {
  const returnPath = safeReturnPath((await searchParams).next)
  if (await currentSession()) redirect(returnPath)
  const ready = await isSetUp()
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
      {isHttps() && <SecureAddressNote address={ownAddress() ?? ''} />}
      <SignInForm returnPath={returnPath} />
    </Stack>
  )
}
