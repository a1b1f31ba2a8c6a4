import 'server-only'
import { z } from 'zod'
import type { Actor } from '../auth/actor'
import { db } from '../db/client'
import { type Page, type PageRequest, formatPageKey, pageOf, pageQuery } from '../paging'
import { searchText } from '../search-text'
import { tokenNames } from '../tokens/reads'
import type { SourceDetails, SourceSummary } from './schema'

const PAGE_SIZE = 50

const SUMMARY = {
  id: true,
  name: true,
  hostname: true,
  platform: true,
  architecture: true,
  systemInfo: true,
  lastTokenId: true,
  registeredAt: true,
  seenAt: true,
} as const

/** What a registration keeps of the machine as JSON. Written by registerSourceServer alone. */
const systemInfoSchema = z.object({
  operatingSystem: z.string().optional(),
  kernel: z.string().optional(),
  cpuCount: z.number().optional(),
  memoryBytes: z.number().optional(),
  disks: z.array(z.object({ path: z.string(), sizeBytes: z.number() })).default([]),
  ipAddresses: z.array(z.string()).default([]),
})

type SummaryRow = Omit<SourceSummary, 'tokenId' | 'tokenName' | 'ipAddresses'> & { lastTokenId: string; systemInfo: string }

function summarize({ lastTokenId, systemInfo, ...row }: SummaryRow, names: Map<string, string | null>): SourceSummary {
  const { ipAddresses } = systemInfoSchema.parse(JSON.parse(systemInfo))
  return { ...row, ipAddresses, tokenId: lastTokenId, tokenName: names.get(lastTokenId) ?? null }
}

/**
 * Reads a page of the source servers, newest first, by key.
 * @param search part of a name, host name, address or machine ID, or a whole ID; upper and lower case are the same
 */
export async function listSources(_actor: Actor, request: PageRequest = {}, search = ''): Promise<Page<SourceSummary>> {
  const { where, ...order } = pageQuery(request, 'registeredAt', 'id', PAGE_SIZE)
  const wanted = search.trim()
  const term = searchText(wanted)
  const matching = term === '' ? {} : { OR: [{ searchName: { contains: term } }, { searchFacts: { contains: term } }, { id: wanted }] }
  const rows = await db.sourceServer.findMany({ where: { deletedAt: null, ...where, AND: [matching] }, ...order, select: SUMMARY })
  const page = pageOf(rows, request, PAGE_SIZE, ({ registeredAt, id }) => formatPageKey({ at: registeredAt, id }))
  const names = await tokenNames(page.entries.map((row) => row.lastTokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names)) }
}

/** Reads all that is known of a source server; `undefined` when there is none or it was deleted. */
export async function getSource(_actor: Actor, id: string): Promise<SourceDetails | undefined> {
  const row = await db.sourceServer.findFirst({
    where: { id, deletedAt: null },
    select: { ...SUMMARY, machineId: true, description: true, agentVersion: true },
  })
  if (!row) return undefined
  const names = await tokenNames([row.lastTokenId])
  const { machineId, description, agentVersion, ...summary } = row
  return { ...systemInfoSchema.parse(JSON.parse(row.systemInfo)), ...summarize(summary, names), machineId, description, agentVersion }
}
