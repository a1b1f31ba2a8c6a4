import { Stack, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Enrol } from '@/components/account/enrol'
import { isProven } from '@/lib/auth/proof/prove'
import { safeReturnPath } from '@/lib/auth/return-path.shared'
import type { PageProps } from '@/request/page-props'
import { anySession } from '@/request/session'

export const metadata: Metadata = { title: 'Second factor' }

/** Where whoever needs a second factor and has none sets it up, before anything else. */
export default async function SecondFactorPage({ searchParams }: PageProps) {
  const returnPath = safeReturnPath((await searchParams).next)
  const session = await anySession()
  if (!session) redirect(`/sign-in?next=${encodeURIComponent(returnPath)}`)
  if (!session.mustEnrol) redirect(returnPath)
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        Set up a second factor
      </Title>
      <Enrol returnPath={returnPath} isPasswordAsked={!isProven(session)} />
    </Stack>
  )
}
