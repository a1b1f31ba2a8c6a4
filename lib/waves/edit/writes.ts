import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import type { Changes } from '@/lib/audit/schema.shared'
import { recordBulkEvent, recordEvent } from '@/lib/audit/writes'
import type { Transaction } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/errors/violation'
import { inTransaction } from '@/lib/db/transaction'
import { newId } from '@/lib/ids'
import { holdWave } from '@/lib/tokens/issue/hold-wave'
import { changeWave } from '../change-wave'
import { findMembers } from '../matching/rows'
import { writeWavesOfSources } from '../matching/write-settled'
import type { WaveInput } from '../schema.shared'
import { momentIn } from './due'
import { searchColumnsOfWave } from './search-columns'

type UnknownWave = { ok: false; reason: 'unknown_wave' }
export type WaveResult = { ok: true } | UnknownWave
export type NameTaken = { ok: false; reason: 'name_taken' }
export type UnknownOwner = { ok: false; reason: 'unknown_owner' }

/** A new wave, as `createWave` takes it; `clientToken` is what a program sends with it. */
export type NewWave = {
  /** Without one it is called by its ID. */
  name?: string
  description?: string
  ownerId?: string
  dueAt?: Date
  onlyExpected?: boolean
  clientToken?: string
  tags?: { key: string; value: string }[]
}

/** What a form says of a wave, with its moment. */
export function waveOf({ due, zone, ...rest }: WaveInput): NewWave {
  return { ...rest, dueAt: due === undefined ? undefined : momentIn(due, zone) }
}

/**
 * Makes a wave; no two have the same name, in upper and lower case alike.
 * @returns `name_taken`; the ID of the earlier one where a program sent the same token again
 */
export async function createWave(
  actor: Allowed<'waves.write'>,
  wave: NewWave,
): Promise<{ ok: true; id: string } | NameTaken | UnknownOwner> {
  const id = newId('w')
  const { name = id, description = null, ownerId = null, dueAt = null, tags = [] } = wave
  const facts = { name, description, ownerId, dueAt, onlyExpected: wave.onlyExpected ?? false }
  try {
    return await inTransaction(async (transaction) => {
      if (!(await isOwner(transaction, ownerId))) return { ok: false, reason: 'unknown_owner' }
      await transaction.wave.create({
        data: {
          id,
          ...facts,
          ...searchColumnsOfWave(name, description),
          createdAt: new Date(),
          createdBy: actor.id,
          clientToken: wave.clientToken ?? null,
          tags: { create: tags },
        },
        select: { id: true },
      })
      await recordEvent(transaction, actor, 'wave.created', id, changesOf({}, facts))
      return { ok: true, id }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'name_taken' }
    throw error
  }
}

async function isOwner(transaction: Transaction, ownerId: string | null): Promise<boolean> {
  if (ownerId === null) return true
  return (await transaction.person.count({ where: { id: ownerId } })) > 0
}

const FACTS = {
  name: true,
  description: true,
  ownerId: true,
  dueAt: true,
  onlyExpected: true,
} as const

/**
 * Changes what is said of a wave, as far as it is given. Whether others are refused goes to its
 * codes at once, so that registrations need not read the wave.
 */
export async function editWave(
  actor: Allowed<'waves.write'>,
  id: string,
  wanted: {
    name?: string
    description?: string | null
    ownerId?: string | null
    dueAt?: Date | null
    onlyExpected?: boolean
  },
): Promise<WaveResult | NameTaken | UnknownOwner> {
  try {
    return await inTransaction(async (transaction) => {
      if (!(await holdWave(transaction, id))) return { ok: false, reason: 'unknown_wave' }
      const before = await transaction.wave.findUniqueOrThrow({ where: { id }, select: FACTS })
      const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
      const after = { ...before, ...Object.fromEntries(given) }
      if (after.ownerId !== before.ownerId && !(await isOwner(transaction, after.ownerId)))
        return { ok: false, reason: 'unknown_owner' }
      const changes = changesOf(before, after)
      if (Object.keys(changes).length === 0) return { ok: true }
      await transaction.wave.update({
        where: { id },
        data: { ...after, ...searchColumnsOfWave(after.name, after.description) },
        select: { id: true },
      })
      if (after.onlyExpected !== before.onlyExpected)
        await transaction.accessToken.updateMany({
          where: { waveId: id },
          data: { onlyExpected: after.onlyExpected },
        })
      await recordEvent(transaction, actor, 'wave.changed', id, changes)
      return { ok: true }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'name_taken' }
    throw error
  }
}

type Facts = Partial<Record<keyof typeof FACTS, string | boolean | Date | null>>

function changesOf(before: Facts, after: Facts): Changes {
  const asText = (value: Facts[keyof Facts]) => {
    if (value === undefined || value === null) return null
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    return value instanceof Date ? value.toISOString() : value
  }
  const changes: Changes = {}
  for (const field of Object.keys(FACTS) as (keyof typeof FACTS)[]) {
    const [was, is] = [asText(before[field]), asText(after[field])]
    if (was !== is) changes[field] = [was, is]
  }
  return changes
}

/** Closes a wave, or opens it again. Its codes and its list stay as they are. */
export async function closeWave(
  actor: Allowed<'waves.write'>,
  id: string,
  isClosed: boolean,
): Promise<WaveResult> {
  return inTransaction(async (transaction) => {
    const { count } = await transaction.wave.updateMany({
      where: { id, closedAt: isClosed ? null : { not: null } },
      data: { closedAt: isClosed ? new Date() : null },
    })
    if (count === 0) {
      const isThere = (await transaction.wave.count({ where: { id } })) > 0
      return isThere ? { ok: true } : { ok: false, reason: 'unknown_wave' }
    }
    await recordEvent(transaction, actor, isClosed ? 'wave.closed' : 'wave.reopened', id)
    return { ok: true }
  })
}

/**
 * Deletes a wave with its list. Source servers and codes stay, and belong to no wave then.
 * @returns `has_sources` where source servers belong to it and the caller wants none lost
 */
export async function deleteWave(
  actor: Allowed<'waves.write'>,
  id: string,
  { onlyEmpty = false } = {},
): Promise<WaveResult | { ok: false; reason: 'has_sources' }> {
  return changeWave<WaveResult | { ok: false; reason: 'has_sources' }>(id, async (bulk) => {
    const [wave] = await bulk.read('SELECT name FROM "Wave" WHERE id = $1', [id])
    const [sources] = await bulk.read(
      'SELECT count(*) AS n FROM "SourceServer" WHERE "waveId" = $1 AND "deletedAt" IS NULL',
      [id],
    )
    if (onlyEmpty && Number(sources?.n) > 0) return { ok: false, reason: 'has_sources' }
    const members = await findMembers(bulk, { waveId: [id] })
    await bulk.write('DELETE FROM "Wave" WHERE id = $1', [id])
    await bulk.write(
      'UPDATE "AccessToken" SET "waveId" = NULL, "onlyExpected" = $2 WHERE "waveId" = $1',
      [id, false],
    )
    await writeWavesOfSources(bulk, members)
    await recordBulkEvent(bulk, actor, 'wave.deleted', id, { name: [String(wave?.name), null] })
    return { ok: true }
  })
}
