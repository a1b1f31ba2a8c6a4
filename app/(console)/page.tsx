import { Card, SimpleGrid, Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { CountCard } from '@/components/overview/count-card'
import { DailyChart } from '@/components/overview/daily-chart'
import { DailyNumbers } from '@/components/overview/daily-numbers'
import { FirstSteps } from '@/components/overview/first-steps'
import { LatestRegistrations } from '@/components/overview/latest-registrations'
import { RefusalTable } from '@/components/refusals/refusal-table'
import { Section } from '@/components/ui/section'
import { TextLink } from '@/components/ui/text-link'
import { WaveTable } from '@/components/waves/list/wave-table'
import { latestChange } from '@/lib/audit/latest-change'
import { formatCount } from '@/lib/list/count.shared'
import { LATEST, listDailyCounts, listLatestRegistrations } from '@/lib/overview/reads'
import { listRefusals } from '@/lib/refusals/reads'
import { countTokens } from '@/lib/tokens/list/reads'
import { listOpenWaves } from '@/lib/waves/list/reads'
import { requireSession } from '@/request/session'
import { requestTimeZone } from '@/request/time-zone'

export const metadata: Metadata = { title: 'Overview' }

const NONE = { count: 0, more: false }

export default async function OverviewPage() {
  const { actor } = await requireSession()
  const { zone } = await requestTimeZone()
  const seen = await latestChange()
  const [counts, days, registrations, { entries: refusals }, waves] = await Promise.all([
    countTokens(
      actor,
      {},
      { status: 'active' },
      { status: 'active', expires: 7 },
      { status: 'active', used: 'nearly' },
    ),
    listDailyCounts(actor, zone),
    listLatestRegistrations(actor),
    listRefusals(actor, {}, {}, LATEST),
    listOpenWaves(actor, LATEST),
  ])
  const today = days.at(-1)
  const [all = NONE, active = NONE, expiring = NONE, nearlyUsed = NONE] = counts
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader title="Overview" description="What the activation codes are doing." />
      {all.count === 0 && <FirstSteps />}
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <CountCard label="Active codes" total={active} href="/tokens?status=active" />
        <CountCard
          label="Expire within 7 days"
          total={expiring}
          href="/tokens?status=active&expires=7&sort=expires"
        />
        <CountCard
          label="Nearly used up"
          total={nearlyUsed}
          href="/tokens?status=active&used=nearly&sort=usage"
        />
      </SimpleGrid>
      {waves.length > 0 && (
        <Card withBorder>
          <Section id="waves" title="Waves that are running or overdue">
            <WaveTable waves={waves} labelledBy="waves" brief />
            <TextLink href="/waves">All waves</TextLink>
          </Section>
        </Card>
      )}
      <Card withBorder>
        <Section id="daily" title={`Registrations and refusals, last 30 days (${zone})`}>
          <Text size="sm">
            Today: {formatCount(today?.registrations ?? 0)} registered,{' '}
            {formatCount(today?.refusals ?? 0)} refused. Bars grow with the square root of a number,
            so that quiet days can be seen beside a busy one.
          </Text>
          <DailyChart days={days} />
          <DailyNumbers days={days} zone={zone} labelledBy="daily" />
        </Section>
      </Card>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Card withBorder>
          <Section
            id="registrations"
            title="Latest registrations"
            empty={registrations.length === 0 ? 'No source server has registered yet.' : undefined}
          >
            <LatestRegistrations registrations={registrations} labelledBy="registrations" />
            <TextLink href="/sources">All source servers</TextLink>
          </Section>
        </Card>
        <Card withBorder>
          <Section
            id="refusals"
            title="Latest refusals"
            empty={refusals.length === 0 ? 'No attempt was refused yet.' : undefined}
          >
            <RefusalTable refusals={refusals} labelledBy="refusals" withCode brief />
            <TextLink href="/refusals">All refusals</TextLink>
          </Section>
        </Card>
      </SimpleGrid>
    </Stack>
  )
}
