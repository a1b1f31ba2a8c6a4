'use client'

import { Card, Title } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useIsPhone } from '@/components/ui/phone'

/** Its script is loaded where the form is shown. */
const IssueTokenForm = dynamic(() =>
  import('./issue-token-form').then(({ IssueTokenForm }) => IssueTokenForm),
)

/** The form beside the list, where there is room for both: on no phone. */
export function IssueBeside({ className }: { className?: string }) {
  if (useIsPhone()) return null
  return (
    <Card withBorder component="section" aria-labelledby="issue" className={className}>
      <Title order={2} size="h4" mb="md" id="issue">
        Issue an activation code
      </Title>
      <IssueTokenForm />
    </Card>
  )
}
