import { Card, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { RegisterCommand } from '@/components/command/register-command'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { TokenMenu } from '@/components/tokens/edit/token-menu'
import { STATUS_LABELS } from '@/components/tokens/status-badge'
import { TokenDetails } from '@/components/tokens/token-details'
import { PageTabs } from '@/components/ui/page-tabs'
import { Section } from '@/components/ui/section'
import { WaveOfCode } from '@/components/waves/wave-of-code'
import { isAllowed } from '@/lib/actors/actor'
import { latestChange } from '@/lib/audit/latest-change'
import { countEvents, getLastChange } from '@/lib/audit/reads'
import { countRefusals } from '@/lib/refusals/reads'
import { listWaveChoices } from '@/lib/waves/reads'
import { tokenOf } from './token-of'

type Props = { params: Promise<{ id: string }>; children: ReactNode }

/** What stands over each tab of a code: what it is, what it has been used for, and its command. */
export default async function TokenLayout({ params, children }: Props) {
  const { id } = await params
  const { actor, token } = await tokenOf(id)
  const seen = await latestChange()
  const [refusals, events, disabled, waves] = await Promise.all([
    countRefusals(actor, id),
    countEvents(actor, { target: id }),
    token.status === 'disabled' ? getLastChange(id, 'token.disabled') : undefined,
    isAllowed(actor, 'tokens.write') ? listWaveChoices(actor) : [],
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
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Card withBorder>
          <TokenDetails token={token} disabled={disabled} />
          <WaveOfCode tokenId={id} wave={token.wave} waves={waves} />
        </Card>
        <Card withBorder>
          <Section id="command" title="Register a source server">
            {token.status !== 'active' && (
              <Text size="sm" fw={500}>
                This code is {STATUS_LABELS[token.status].toLowerCase()}: machines are refused with
                it.
              </Text>
            )}
            <RegisterCommand />
          </Section>
        </Card>
      </SimpleGrid>
      <PageTabs
        label="Of this code"
        tabs={[
          {
            href: `/tokens/${id}`,
            label: 'Registrations',
            total: { count: token.registeredCount, more: false },
          },
          { href: `/tokens/${id}/refusals`, label: 'Refusals', total: refusals },
          { href: `/tokens/${id}/history`, label: 'History', total: events },
        ]}
      />
      {children}
    </Stack>
  )
}
