import { Card, Code, Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { CreateKeyForm } from '@/components/access-keys/create-key-form'
import { KeyTable } from '@/components/access-keys/key-table'
import { PageHeader } from '@/components/layout/page-header'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { TextLink } from '@/components/ui/text-link'
import { listAccessKeys, listOwners } from '@/lib/access-keys/reads'
import { isAllowed } from '@/lib/actors/actor'
import { parsePageRequest } from '@/lib/list/page.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Access keys' }

export default async function AccessKeysPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const canManage = isAllowed(actor, 'access_keys.manage')
  const [page, people] = await Promise.all([
    listAccessKeys(actor, parsePageRequest(await searchParams)),
    canManage ? listOwners(actor) : [],
  ])
  return (
    <Stack gap="lg">
      <PageHeader
        id="keys"
        title="Access keys"
        description={
          <>
            With an access key, programs made for Server Migration Center call this console: its
            address is their endpoint, version <Code>2019-06-01</Code>. Operations and an example
            for each client:{' '}
            <TextLink inherit underlined href="/docs/smc-api">
              SMC API
            </TextLink>
            .
          </>
        }
      />
      {canManage && (
        <Card withBorder>
          <Section id="create" title="Create an access key">
            <CreateKeyForm people={people} personId={actor.id} />
          </Section>
        </Card>
      )}
      <ListFrame
        page={page}
        path="/settings/access-keys"
        pages="Pages of the access keys"
        nothing={
          canManage
            ? 'No access keys yet.'
            : 'You have no access keys. An administrator can create one for you.'
        }
      >
        <KeyTable keys={page.entries} labelledBy="keys" />
      </ListFrame>
    </Stack>
  )
}
