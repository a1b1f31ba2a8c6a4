import { Card, Stack } from '@mantine/core'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { titledBy } from '@/components/layout/titled-by'
import { RegistrationTable } from '@/components/registrations/registration-table'
import { DeleteSourceButton } from '@/components/sources/delete-source-button'
import { EditSourceForm } from '@/components/sources/edit-source-form'
import { ReopenSourceButton } from '@/components/sources/reopen-source-button'
import { SourceDetailsList } from '@/components/sources/source-details'
import { Pager } from '@/components/ui/list/pager'
import { Section } from '@/components/ui/section'
import { isAllowed } from '@/lib/actors/actor'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/list/page.shared'
import { listRegistrationsOfSource } from '@/lib/registrations/reads'
import { getSource } from '@/lib/sources/reads'
import { sourceIdSchema } from '@/lib/sources/schema.shared'
import { wavesOfSource } from '@/lib/waves/reads'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

/** The source server of an address, read once for the page and its title. */
const sourceOf = cache(async (id: string) => {
  const { actor } = await requireSession()
  return sourceIdSchema.safeParse(id).success ? getSource(actor, id) : undefined
})

export const generateMetadata = titledBy(async (id) => (await sourceOf(id))?.name)()

export default async function SourcePage({ params, searchParams }: PageProps<{ id: string }>) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const { id } = await params
  const source = await sourceOf(id)
  if (!source) notFound()
  const registrations = await listRegistrationsOfSource(
    actor,
    id,
    parsePageRequest(await searchParams),
  )
  const { name, description } = source
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader title={name} back={{ href: '/sources', label: 'Source servers' }} />
      <Card withBorder>
        <SourceDetailsList source={source} waves={await wavesOfSource(actor, id)} />
      </Card>
      {isAllowed(actor, 'sources.write') && (
        <Card withBorder maw={640}>
          <Section id="change" title="Change">
            <EditSourceForm id={id} name={name} description={description ?? ''} />
            {source.proof !== 'open' && <ReopenSourceButton id={id} name={name} />}
            <DeleteSourceButton id={id} name={name} />
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
          previous={registrations.previous}
          next={registrations.next}
        />
      </Section>
    </Stack>
  )
}
