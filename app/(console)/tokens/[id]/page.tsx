import { Card, Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EventTable } from '@/components/audit/event-table'
import { AutoRefresh } from '@/components/layout/auto-refresh'
import { RefusalTable } from '@/components/registrations/refusal-table'
import { RegistrationTable } from '@/components/registrations/registration-table'
import { TokenMenu } from '@/components/tokens/edit/token-menu'
import { TokenDetails } from '@/components/tokens/token-details'
import { Pager } from '@/components/ui/list/pager'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { latestChange } from '@/lib/audit/latest-change'
import { listEvents } from '@/lib/audit/reads'
import { parsePageRequest } from '@/lib/list/page.shared'
import { listRefusals, listRegistrationsOfToken } from '@/lib/registrations/reads'
import { getToken } from '@/lib/tokens/reads'
import { tokenIdSchema } from '@/lib/tokens/schema.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Activation code' }

export default async function TokenPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const { id } = await params
  if (!tokenIdSchema.safeParse(id).success) notFound()
  const query = await searchParams
  const token = await getToken(actor, id)
  if (!token) notFound()

  const [registrations, refusals, events] = await Promise.all([
    listRegistrationsOfToken(actor, id, parsePageRequest(query, 'registrations')),
    listRefusals(actor, id, parsePageRequest(query, 'refusals')),
    listEvents(actor, { target: id }, parsePageRequest(query, 'history')),
  ])

  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        title={token.name ?? token.id}
        back={{ href: '/tokens', label: 'Activation codes' }}
      >
        <TokenMenu token={token} page />
      </PageHeader>
      <Card withBorder>
        <TokenDetails token={token} />
      </Card>
      <Section
        id="registrations"
        title="Registrations"
        empty={
          registrations.entries.length === 0
            ? 'No source server has registered with this code yet.'
            : undefined
        }
      >
        <RegistrationTable
          registrations={registrations.entries}
          of="token"
          labelledBy="registrations"
        />
        <Pager
          label="Pages of the registrations"
          previous={registrations.previous}
          next={registrations.next}
          list="registrations"
        />
      </Section>
      <Section
        id="refusals"
        title="Refused attempts"
        empty={refusals.entries.length === 0 ? 'No attempt with this code was refused.' : undefined}
      >
        <RefusalTable refusals={refusals.entries} labelledBy="refusals" />
        <Pager
          label="Pages of the refused attempts"
          previous={refusals.previous}
          next={refusals.next}
          list="refusals"
        />
      </Section>
      <Section
        id="history"
        title="History"
        empty={events.entries.length === 0 ? 'Nothing is recorded of this code.' : undefined}
      >
        <EventTable events={events.entries} labelledBy="history" />
        <Pager
          label="Pages of the history"
          previous={events.previous}
          next={events.next}
          list="history"
        />
      </Section>
    </Stack>
  )
}
