import 'server-only'
import { systemInfoSchema } from '../machines/system-info'
import type { TokenName } from '../tokens/reads'
import type { SourceSummary } from './schema.shared'

/** Columns of a summary. */
export const SUMMARY = {
  id: true,
  name: true,
  hostname: true,
  platform: true,
  architecture: true,
  systemInfo: true,
  lastTokenId: true,
  registeredAt: true,
  seenAt: true,
  deletedAt: true,
  reopenedAt: true,
} as const

export type SummaryRow = Omit<
  SourceSummary,
  'tokenId' | 'tokenName' | 'tokenDeleted' | 'ipAddresses'
> & {
  lastTokenId: string
  systemInfo: string
}

/** Turns a row into what is shown, with the name of the code that it registered with last. */
export function summarize(
  { lastTokenId, systemInfo, ...row }: SummaryRow,
  names: Map<string, TokenName>,
): SourceSummary {
  const { ipAddresses } = systemInfoSchema.parse(JSON.parse(systemInfo))
  const token = names.get(lastTokenId)
  return {
    ...row,
    ipAddresses,
    tokenId: lastTokenId,
    tokenName: token?.name ?? null,
    tokenDeleted: token?.deleted ?? false,
  }
}
