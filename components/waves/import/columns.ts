import type { HostColumn } from '@/lib/waves/schema.shared'

/** Which column of a file, counted from 0, says what; and the one with the name of a wave. */
export type ColumnMap = Partial<Record<HostColumn | 'wave', number>> & {
  /** Further columns that may hold the name of a host, where the first is empty. */
  otherNames?: number[]
}

/** A tool whose files are known by their headers. */
type Tool = { name: string; columns: Partial<Record<HostColumn | 'wave', string[]>> }

/**
 * The headers of each tool, the surest first; of several that are there, the first that says
 * something counts for a line.
 */
const TOOLS: Tool[] = [
  {
    name: 'AWS Application Migration Service',
    columns: {
      hostname: ['mgn:server:fqdn-for-action-framework', 'mgn:server:user-provided-id'],
      externalId: ['mgn:server:user-provided-id'],
      platform: ['mgn:server:platform'],
      application: ['mgn:app:name'],
      wave: ['mgn:wave:name'],
    },
  },
  {
    name: 'AWS Migration Factory',
    columns: {
      hostname: ['server_fqdn', 'server_name'],
      platform: ['server_os_family'],
      application: ['app_name'],
      wave: ['wave_name'],
    },
  },
  {
    name: 'Azure Migrate',
    columns: { hostname: ['server name'], address: ['ip address'], platform: ['os name'] },
  },
]

/** Headers that people and other tools use, this console's own export among them. */
const USUAL: Record<HostColumn | 'wave', string[]> = {
  hostname: [
    'hostname',
    'host name',
    'hostnames',
    'host',
    'hosts',
    'fqdn',
    'dns name',
    'server name',
    'server',
    'servers',
    'machine name',
    'machinename',
    'machine',
    'machines',
    'computer name',
    'computer',
    'computers',
    'vm name',
    'vm',
    'vms',
    'name',
    'names',
  ],
  externalId: ['externalid', 'external id', 'id', 'asset id', 'inventory id', 'uuid'],
  address: ['address', 'ip', 'ip address', 'ipaddress', 'primaryipaddress'],
  platform: ['platform', 'os', 'os name', 'operating system'],
  application: ['application', 'app', 'service', 'app name'],
  owner: ['owner', 'contact', 'responsible'],
  note: ['note', 'notes', 'comment', 'remark', 'description'],
  wave: ['wave', 'wave name', 'batch', 'group'],
}

/** A header as it is compared: without case, stars of required columns and underlines. */
const plain = (header: string) =>
  header
    .trim()
    .replace(/^\*+|\*+$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

const spaced = (header: string) => plain(header).replaceAll('_', ' ')

/** What is known of a file by its first line. */
export type Recognised = { tool?: string; columns: ColumnMap; hasHeader: boolean }

/**
 * Says which column of a file is what, by its headers. A file with one column and no known header
 * is a list of host names.
 */
export function recogniseColumns(first: string[]): Recognised {
  const headers = first.map(plain)
  for (const { name, columns } of TOOLS) {
    const found = findColumns(headers, columns)
    if (found.hostname !== undefined && isOf(name, headers))
      return { tool: name, columns: found, hasHeader: true }
  }
  const usual = findColumns(first.map(spaced), USUAL)
  if (usual.hostname !== undefined) return { columns: usual, hasHeader: true }
  // Names have no blanks, headings often do.
  const isList = first.length === 1 && !/\s/.test(first[0]?.trim() ?? '')
  return { columns: isList ? { hostname: 0 } : {}, hasHeader: !isList }
}

/** Names that others use too are not enough to know a tool by. */
function isOf(tool: string, headers: string[]): boolean {
  if (tool !== 'Azure Migrate') return true
  return headers.includes('server name') && !headers.includes('hostname') && headers.length > 1
}

function findColumns(headers: string[], wanted: Tool['columns']): ColumnMap {
  const found: ColumnMap = {}
  for (const [column, names] of Object.entries(wanted) as [HostColumn | 'wave', string[]][]) {
    const name = names.find((one) => headers.includes(one))
    if (name === undefined) continue
    found[column] = headers.indexOf(name)
    if (column !== 'hostname') continue
    // A tool names a server in several columns; others have the same heading twice.
    const also = wanted === USUAL ? [name] : names
    found.otherNames = headers.flatMap((header, index) =>
      also.includes(header) && index !== found.hostname ? [index] : [],
    )
  }
  return found
}
