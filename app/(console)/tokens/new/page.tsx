import { Card, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { valuesOfAddress } from '@/components/tokens/issue/form-values'
import { IssueTokenForm } from '@/components/tokens/issue/issue-token-form'
import { isAllowed } from '@/lib/actors/actor'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

const TITLE = 'Issue an activation code'

export const metadata: Metadata = { title: TITLE }

/** The form on a page of its own, which an address can fill in. */
export default async function NewTokenPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const values = valuesOfAddress(await searchParams)
  return (
    <>
      <PageHeader id="issue" title={TITLE} back={{ href: '/tokens', label: 'Activation codes' }} />
      <Card withBorder component="section" aria-labelledby="issue" mt="lg" maw={560}>
        {isAllowed(actor, 'tokens.write') ? (
          <IssueTokenForm key={JSON.stringify(values)} values={values} leads />
        ) : (
          <Text size="sm">Operators and administrators can issue activation codes.</Text>
        )}
      </Card>
    </>
  )
}
