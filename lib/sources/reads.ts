import 'server-only'
import type { Actor } from '../actors/actor'
import { db } from '../db/client'
import { systemInfoSchema } from '../machines/system-info'
import { type TokenName, tokenNames } from '../tokens/reads'
import type { SourceDetails, SourceState } from './schema.shared'
import { SUMMARY, type SummaryRow, summarize } from './summary'

const DETAILS = {
  ...SUMMARY,
  machineId: true,
  machineKeyHash: true,
  externalId: true,
  description: true,
  agentVersion: true,
} as const

type DetailsRow = SummaryRow & {
  machineId: string
  machineKeyHash: string | null
  externalId: string | null
  description: string | null
  agentVersion: string
}

function detailsOf(row: DetailsRow, names: Map<string, TokenName>): SourceDetails {
  const { machineId, machineKeyHash, externalId, ...rest } = row
  const { description, agentVersion, ...summary } = rest
  const systemInfo = systemInfoSchema.parse(JSON.parse(summary.systemInfo))
  const proof = row.reopenedAt ? 'open' : machineKeyHash ? 'key' : 'hostname'
  return {
    ...systemInfo,
    ...summarize(summary, names),
    machineId,
    externalId,
    proof,
    description,
    agentVersion,
  }
}

/** Reads all that is known of a source server; `undefined` when there is none or it was deleted. */
export async function getSource(_actor: Actor, id: string): Promise<SourceDetails | undefined> {
  const row = await db.sourceServer.findFirst({ where: { id, deletedAt: null }, select: DETAILS })
  return row ? detailsOf(row, await tokenNames([row.lastTokenId])) : undefined
}

/** Which source servers are wanted, joined by AND; `name` as a whole. Pages are numbered from 1. */
export type OffsetSourceQuery = {
  ids?: string[]
  name?: string
  /** The wave that they belong to. */
  waveId?: string
  state?: SourceState
  page: number
  size: number
}

/**
 * Reads a page of source servers by its number, newest first, with their exact total: for callers
 * that can't page by key.
 */
export async function listSourcesByOffset(
  _actor: Actor,
  { ids, name, waveId, state, page, size }: OffsetSourceQuery,
): Promise<{ total: number; sources: (SourceDetails & { state: string })[] }> {
  const where = {
    deletedAt: null,
    ...(ids && { id: { in: ids } }),
    ...(name !== undefined && { name }),
    ...(waveId !== undefined && { waveId }),
    ...(state && { state }),
  }
  const total = await db.sourceServer.count({ where })
  if ((page - 1) * size >= total) return { total, sources: [] }
  const rows = await db.sourceServer.findMany({
    where,
    orderBy: [{ registeredAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * size,
    take: size,
    select: { ...DETAILS, state: true },
  })
  const names = await tokenNames(rows.map(({ lastTokenId }) => lastTokenId))
  return {
    total,
    sources: rows.map(({ state: current, ...row }) => ({
      ...detailsOf(row, names),
      state: current,
    })),
  }
}
