import type { SourceDetails } from '@/lib/sources/schema.shared'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import type { TokenStatus } from '@/lib/tokens/status.shared'

const BYTES_A_GIBIBYTE = 1_073_741_824

/** SMC knows no word for "used up": such a token stays activated there. */
const STATUS: Record<TokenStatus, string> = {
  active: 'activated',
  exhausted: 'activated',
  disabled: 'unactivated',
  expired: 'expired',
}

/** A moment as SMC writes it: UTC, in whole seconds. */
function smcTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}

/**
 * A token as an item of `AccessToken`: strings only. Its validity is that from its creation,
 * extensions included.
 */
export function asAccessToken(token: TokenSummary): Record<string, string> {
  const { id, name, description, count, registeredCount, createdAt, expiresAt, status } = token
  return {
    AccessTokenId: id,
    Name: name ?? '',
    Description: description ?? '',
    Count: String(count),
    TimeToLiveInDays: String(
      Math.round((expiresAt.getTime() - createdAt.getTime()) / MILLISECONDS_A_DAY),
    ),
    RegisteredCount: String(registeredCount),
    CreationTime: smcTime(createdAt),
    Status: STATUS[status],
  }
}

const inGibibytes = (bytes: number) => Math.ceil(bytes / BYTES_A_GIBIBYTE)

/**
 * A source server as an item of `SourceServer`. Its first disk is the system disk; what the console
 * does not know is empty.
 */
export function asSourceServer(source: SourceDetails & { state: string }): Record<string, unknown> {
  const { operatingSystem, kernel, cpuCount, memoryBytes, ipAddresses, hostname } = source
  const [system, ...data] = source.disks
  return {
    SourceId: source.id,
    Name: source.name,
    Description: source.description ?? '',
    State: source.state,
    Platform: source.platform,
    Architecture: source.architecture,
    SystemInfo: JSON.stringify({
      hostname,
      operatingSystem,
      kernel,
      cpuCount,
      memoryBytes,
      ipAddresses,
    }),
    AgentVersion: source.agentVersion,
    CreationTime: smcTime(source.registeredAt),
    ErrorCode: '',
    StatusInfo: '',
    JobId: '',
    ReplicationDriver: '',
    HeartbeatRate: 0,
    KernelLevel: 0,
    SystemDiskSize: inGibibytes(system?.sizeBytes ?? 0),
    DataDisks: {
      DataDisk: data.map(({ path, sizeBytes }, index) => ({
        Index: index,
        Path: path,
        Size: inGibibytes(sizeBytes),
      })),
    },
  }
}
