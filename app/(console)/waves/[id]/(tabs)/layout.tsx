import { Card, SimpleGrid, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { PageTabs } from '@/components/ui/page-tabs'
import { WaveMenu } from '@/components/waves/edit/wave-menu'
import { Arrivals } from '@/components/waves/wave/arrivals'
import { WaveDetails } from '@/components/waves/wave/wave-details'
import { WaveHeadline } from '@/components/waves/wave/wave-headline'
import { isAllowed } from '@/lib/actors/actor'
import { latestChange } from '@/lib/audit/latest-change'
import { countEvents } from '@/lib/audit/reads'
import { getHeadline, listArrivals } from '@/lib/waves/hosts/headline'
import { countCodesOfWave, listOwners } from '@/lib/waves/reads'
import { requestTimeZone } from '@/request/time-zone'
import { waveOf } from '../wave-of'

type Props = { params: Promise<{ id: string }>; children: ReactNode }

const exactly = (count: number) => ({ count, more: false })

/** What stands over each tab of a wave: who is in, who is missing, and why. */
export default async function WaveLayout({ params, children }: Props) {
  const { id } = await params
  const { actor, wave } = await waveOf(id)
  const { zone } = await requestTimeZone()
  const seen = await latestChange()
  const [headline, arrivals, codes, events, owners] = await Promise.all([
    getHeadline(actor, wave),
    listArrivals(actor, id),
    countCodesOfWave(actor, id),
    countEvents(actor, { target: id }),
    isAllowed(actor, 'waves.write') ? listOwners(actor) : [],
  ])
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader title={wave.name} back={{ href: '/waves', label: 'Waves' }}>
        <WaveMenu wave={wave} owners={owners} />
      </PageHeader>
      <WaveHeadline wave={wave} headline={headline} />
      <PageTabs
        label="Of this wave"
        tabs={[
          { href: `/waves/${id}`, label: 'Missing', total: exactly(wave.missingCount) },
          {
            href: `/waves/${id}/registered`,
            label: 'Registered',
            total: exactly(wave.registeredCount),
          },
          {
            href: `/waves/${id}/unexpected`,
            label: 'Unexpected',
            total: exactly(wave.unexpectedCount),
          },
          { href: `/waves/${id}/waived`, label: 'Waived', total: exactly(wave.waivedCount) },
          { href: `/waves/${id}/codes`, label: 'Codes', total: exactly(codes) },
          { href: `/waves/${id}/history`, label: 'History', total: events },
        ]}
      />
      {children}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Card withBorder>
          <WaveDetails wave={wave} otherCode={headline.otherCode} />
        </Card>
        <Card withBorder>
          <Arrivals arrivals={arrivals} wave={wave} now={new Date()} zone={zone} />
        </Card>
      </SimpleGrid>
    </Stack>
  )
}
