import 'server-only'
import type { Columns, Row } from '@/lib/db/bulk/statements'
import { newId } from '@/lib/ids'
import { keysOfHost } from '@/lib/machines/keys'
import { searchText } from '@/lib/text/search-text.shared'
import { HOST_COLUMNS, type HostColumn, type HostInput } from '../schema.shared'

/** The columns that people fill, and what follows from them. */
const FILLED: Columns = {
  hostname: 'text',
  externalId: 'text',
  address: 'text',
  platform: 'text',
  application: 'text',
  owner: 'text',
  note: 'text',
  hostKey: 'text',
  shortKey: 'text',
  externalKey: 'text',
  addressKey: 'text',
  searchText: 'text',
}

/** The columns of a line that is changed. */
export const CHANGED_HOST: Columns = { id: 'text', ...FILLED }

export const STORED: Columns = { ...CHANGED_HOST, sourceServerId: 'text' }
/** The columns of a new line. */
export const NEW_HOST: Columns = {
  id: 'text',
  waveId: 'text',
  ...FILLED,
  state: 'text',
  createdAt: 'moment',
}

/** Columns of a line, with its keys. */
export function filledOf(host: Partial<Record<HostColumn, string | null>> & { hostname: string }) {
  const columns = Object.fromEntries(HOST_COLUMNS.map((column) => [column, host[column] || null]))
  const keys = keysOfHost({ ...host, hostname: host.hostname })
  const searched = HOST_COLUMNS.flatMap((column) => host[column] || [])
  return { ...columns, ...keys, searchText: searchText(searched.join('\n')) }
}

/** A new line of a wave. */
export function newHost(waveId: string, host: HostInput, at: Date): Row {
  return { id: newId('eh'), waveId, ...filledOf(host), state: 'missing', createdAt: at }
}

/** A line with what people fill, to be written over the one with its ID. */
export function changedHost(id: string, host: Parameters<typeof filledOf>[0]): Row {
  return { id, ...filledOf(host) }
}
