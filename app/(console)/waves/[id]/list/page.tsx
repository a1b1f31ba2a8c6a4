import { Card, Stack, Text } from '@mantine/core'
import { PageHeader } from '@/components/layout/page-header'
import { ImportForm } from '@/components/waves/import/import-form'
import { isAllowed } from '@/lib/actors/actor'
import type { PageProps } from '@/request/page-props'
import { titledByWave, waveOf } from '../wave-of'

export const generateMetadata = titledByWave('List')

/** Puts a list into a wave that is there. */
export default async function ListPage({ params }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor, wave } = await waveOf(id)
  return (
    <Stack gap="lg">
      <PageHeader
        title={`Put a list into ${wave.name}`}
        description={
          'What is on it already is found again by its full host name. What is blank in the file ' +
          'clears nothing, and nobody is taken off the list.'
        }
        back={{ href: `/waves/${id}`, label: wave.name }}
      />
      <Card withBorder maw={760}>
        {isAllowed(actor, 'waves.write') ? (
          <ImportForm id={id} name={wave.name} />
        ) : (
          <Text size="sm">Operators and administrators can put in lists.</Text>
        )}
      </Card>
    </Stack>
  )
}
