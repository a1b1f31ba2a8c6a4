import { Card, Code, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { CreateKeyForm } from '@/components/access-keys/create-key-form'
import { KeyTable } from '@/components/access-keys/key-table'
import { BeyondEnd } from '@/components/list/beyond-end'
import { Pager } from '@/components/list/pager'
import { Section } from '@/components/list/section'
import { listAccessKeys, listOwners } from '@/lib/access-keys/reads'
import { isAdministrator } from '@/lib/auth/actor'
import { parsePageRequest } from '@/lib/paging'
import { requireVisit } from '@/request/gates'
import { createAccessKeyAction } from './actions'

export const metadata: Metadata = { title: 'Access keys' }

type AccessKeysPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AccessKeysPage({ searchParams }: AccessKeysPageProps) {
  const { actor } = await requireVisit()
  const canManage = isAdministrator(actor)
  const [page, people] = await Promise.all([
    listAccessKeys(actor, parsePageRequest(await searchParams)),
    canManage ? listOwners(actor) : [],
  ])
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2" id="keys">
          Access keys
        </Title>
        <Text c="dimmed" size="sm">
          With an access key, programs made for Server Migration Center call this console: its
          address is their endpoint, version <Code>2019-06-01</Code>.
        </Text>
      </div>
      {canManage && (
        <Card withBorder>
          <Section id="create" title="Create an access key">
            <CreateKeyForm people={people} personId={actor.id} create={createAccessKeyAction} />
          </Section>
        </Card>
      )}
      {page.beyond ? (
        <BeyondEnd firstPage="/settings/access-keys" />
      ) : page.entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {canManage
            ? 'No access keys yet.'
            : 'You have no access keys. An administrator can create one for you.'}
        </Text>
      ) : (
        <KeyTable keys={page.entries} labelledBy="keys" />
      )}
      <Pager label="Pages of the access keys" newer={page.newer} older={page.older} />
    </Stack>
  )
}
