import { Card, Stack, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Pager } from '@/components/list/pager'
import { Section } from '@/components/list/section'
import { RegistrationTable } from '@/components/registrations/registration-table'
import { KeepFresh } from '@/components/shell/keep-fresh'
import { TextLink } from '@/components/shell/text-link'
import { ChangeSourceForm } from '@/components/sources/change-source-form'
import { DeleteSourceButton } from '@/components/sources/delete-source-button'
import { ReopenSourceButton } from '@/components/sources/reopen-source-button'
import { SourceFactsList } from '@/components/sources/source-facts-list'
import { latestChange } from '@/lib/audit/latest-change'
import { isOperator } from '@/lib/auth/actor'
import { parsePageRequest } from '@/lib/paging'
import { listRegistrationsOfSource } from '@/lib/registrations/reads'
import { getSource } from '@/lib/sources/reads'
import { sourceIdSchema } from '@/lib/sources/schema'
import { requireVisit } from '@/request/gates'
import { changeSourceAction, deleteSourceAction, reopenSourceAction } from '../actions'

export const metadata: Metadata = { title: 'Source server' }

type SourcePageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SourcePage({ params, searchParams }: SourcePageProps) {
  const { actor } = await requireVisit()
  const seen = await latestChange()
  const { id } = await params
  if (!sourceIdSchema.safeParse(id).success) notFound()
  const source = await getSource(actor, id)
  if (!source) notFound()
  const registrations = await listRegistrationsOfSource(
    actor,
    id,
    parsePageRequest(await searchParams),
  )
  const { name, description } = source
  return (
    <Stack gap="lg">
      <KeepFresh seen={seen} />
      <div>
        <TextLink href="/sources">← Source servers</TextLink>
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
      </div>
      <Card withBorder>
        <SourceFactsList source={source} />
      </Card>
      {isOperator(actor) && (
        <Card withBorder maw={640}>
          <Section id="change" title="Change">
            <ChangeSourceForm
              name={name}
              description={description ?? ''}
              change={changeSourceAction.bind(null, id)}
            />
            {source.proof !== 'open' && (
              <ReopenSourceButton name={name} reopen={reopenSourceAction.bind(null, id)} />
            )}
            <DeleteSourceButton name={name} remove={deleteSourceAction.bind(null, id)} />
          </Section>
        </Card>
      )}
      <Section id="registrations" title="Registrations">
        <RegistrationTable
          registrations={registrations.entries}
          of="source"
          labelledBy="registrations"
        />
        <Pager
          label="Pages of the registrations"
          newer={registrations.newer}
          older={registrations.older}
        />
      </Section>
    </Stack>
  )
}
