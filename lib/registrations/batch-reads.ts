import 'server-only'
import type { Bulk, Columns, Lock, Row } from '../db/bulk/statements'
import { type Attempt, type Known, pairOf } from './batch-plan'
import type { FoundToken, KnownServer } from './rule'

const TOKEN: Columns = {
  id: 'text',
  codeHash: 'text',
  count: 'integer',
  registeredCount: 'integer',
  expiresAt: 'moment',
  disabledAt: 'moment',
  deletedAt: 'moment',
  unlisted: 'flag',
  waveId: 'text',
  onlyExpected: 'flag',
}

export const KNOWN_SERVER: Columns = {
  id: 'text',
  machineId: 'text',
  hostname: 'text',
  machineKeyHash: 'text',
  reopenedAt: 'moment',
  deletedAt: 'moment',
  registeredAt: 'moment',
  waveId: 'text',
}

/** How a registration belongs to the token of a code. */
const BY_CODE = { table: 'AccessToken', key: 'codeHash', link: 'tokenId' }

/** `unlisted`: the list knows already that the token was used. */
export type HeldToken = FoundToken & { unlisted: boolean }

type Held<T> = { known: Map<string, T>; held: Set<string> }

/** Rows by their key, held; and the keys of those that are there, and that somebody else holds. */
async function findHeld(
  bulk: Bulk,
  table: string,
  columns: Columns,
  key: string,
  wanted: string[],
  lock: Lock,
) {
  const { rows, held } = await bulk.hold(table, columns, key, [...new Set(wanted)].sort(), lock)
  return { known: new Map(rows.map((row) => [String(row[key]), row])), held: new Set(held) }
}

export async function findTokens(
  bulk: Bulk,
  attempts: Attempt[],
  lock: Lock,
): Promise<Held<HeldToken>> {
  const hashes = attempts.map(({ codeHash }) => codeHash)
  const { known, held } = await findHeld(bulk, 'AccessToken', TOKEN, 'codeHash', hashes, lock)
  const living = [...known].filter(([, row]) => row.deletedAt === null)
  return { known: new Map(living.map(([hash, row]) => [hash, tokenOf(row)])), held }
}

export async function findServers(
  bulk: Bulk,
  attempts: Attempt[],
  lock: Lock,
): Promise<Held<KnownServer>> {
  const ids = attempts.map(({ machineId }) => machineId)
  const { known, held } = await findHeld(bulk, 'SourceServer', KNOWN_SERVER, 'machineId', ids, lock)
  return { known: new Map([...known].map(([id, row]) => [id, serverOf(row)])), held }
}

export async function findRegistered(
  bulk: Bulk,
  attempts: Attempt[],
): Promise<Known['registered']> {
  const pairs = attempts.map(({ codeHash, machineId }): [string, string] => [codeHash, machineId])
  const earlier = await bulk.findPairs('Registration', 'machineId', BY_CODE, pairs)
  return new Set(earlier.map(([codeHash, machineId]) => pairOf(codeHash, machineId)))
}

const tokenOf = ({ codeHash: _, deletedAt: __, unlisted, onlyExpected, ...row }: Row) =>
  ({ ...row, unlisted: Boolean(unlisted), onlyExpected: Boolean(onlyExpected) }) as HeldToken
const serverOf = ({ machineId: _, ...row }: Row) => row as KnownServer
