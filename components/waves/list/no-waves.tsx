import { Paper, Stack, Text } from '@mantine/core'
import { TextLink } from '@/components/ui/text-link'
import { NewWaveLink } from './new-wave-link'

/** In place of a list of waves that is empty. */
export function NoWaves({ isNarrowed }: { isNarrowed: boolean }) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="sm" ta="center">
        <Text fw={600}>{isNarrowed ? 'No wave matches' : 'No waves yet'}</Text>
        <Text size="sm" c="dimmed" maw={460}>
          {isNarrowed
            ? 'Nothing fits these filters.'
            : 'A wave is a list of the hosts that you expect, and the codes that you give them. ' +
              'It shows who came, who is missing, and why.'}
        </Text>
        {isNarrowed ? <TextLink href="/waves">Show all waves</TextLink> : <NewWaveLink />}
      </Stack>
    </Paper>
  )
}
