import type { SourceDetails } from '@/lib/sources/schema.shared'
import { TokenLink } from '../tokens/token-link'
import { CopyableId } from '../ui/copy/copyable-id'
import { DescriptionList } from '../ui/description-list'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** A size in the largest unit of which it has at least one, such as "23.5 GiB". */
function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1)
  return `${Math.round((bytes / 1024 ** power) * 10) / 10} ${UNITS[power]}`
}

/** What a machine must show to be taken for this one when it registers again. */
const KNOWN_BY: Record<SourceDetails['proof'], string> = {
  key: 'its machine key',
  hostname: 'its host name; it has sent no machine key',
  open: 'its machine ID alone; the next machine with it may register anew',
}

/** All that a source server told about itself. */
export function SourceDetailsList({
  source,
  waves,
}: {
  source: SourceDetails
  waves: WaveOfSource[]
}) {
  const now = new Date()
  return (
    <DescriptionList
      items={[
        ['ID', <CopyableId key="id" id={source.id} />],
        ['Description', source.description],
        ['Host name', source.hostname],
        ['Machine ID', source.machineId],
        ['External ID', source.externalId],
        ['Wave', waves.length > 0 ? <Waves key="waves" waves={waves} /> : undefined],
        ['Known by', KNOWN_BY[source.proof]],
        ['Platform', [source.platform, source.architecture].filter(Boolean).join(', ')],
        ['System', source.operatingSystem],
        ['Kernel', source.kernel],
        ['Processors', source.cpuCount],
        ['Memory', source.memoryBytes === undefined ? undefined : size(source.memoryBytes)],
        [
          'Disks',
          <Folded
            key="disks"
            lines={source.disks.map(({ path, sizeBytes }) => `${path} (${size(sizeBytes)})`)}
          />,
        ],
        ['Addresses', <Folded key="addresses" lines={source.ipAddresses} />],
        ['Agent', source.agentVersion],
        ['Last code', <TokenLink key="code" {...source} inherit />],
        ['Registered', <RelativeTime exact key="registered" at={source.registeredAt} now={now} />],
        ['Seen', <RelativeTime exact key="seen" at={source.seenAt} now={now} />],
      ]}
    />
  )
}

type WaveOfSource = { id: string; name: string; hostname: string | null }

/** The waves that a source server belongs to, each with the host that it is there. */
function Waves({ waves }: { waves: WaveOfSource[] }) {
  return waves.map(({ id, name, hostname }, index) => (
    <span key={id}>
      {index > 0 && ', '}
      <TextLink href={`/waves/${id}`} inherit>
        {name}
      </TextLink>
      {hostname ? ` as ${hostname}` : ', not on its list'}
    </span>
  ))
}

const SHOWN_LINES = 8

/** Lines one below the other; a long list is folded. */
function Folded({ lines }: { lines: string[] }) {
  if (lines.length <= SHOWN_LINES) return lines.join('\n') || 'unknown'
  return (
    <details>
      <summary>{lines.length} in all</summary>
      {lines.join('\n')}
    </details>
  )
}
