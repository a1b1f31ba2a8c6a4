import 'server-only'
import { recordEvent } from '../audit/writes'
import type { Operator } from '../auth/actor'
import { db } from '../db/client'
import { searchText } from '../search-text'
import type { ChangeSourceInput } from './schema'

export type ChangeSourceResult = { ok: true } | { ok: false; reason: 'unknown_source' }

/** Renames and describes a source server. An empty description is none. */
export async function changeSource(actor: Operator, id: string, { name, description }: ChangeSourceInput): Promise<ChangeSourceResult> {
  return db.$transaction(async (transaction) => {
    const before = await transaction.sourceServer.findFirst({ where: { id, deletedAt: null }, select: { name: true, description: true } })
    if (!before) return { ok: false, reason: 'unknown_source' }
    const after = { name, description: description === '' ? null : description }
    await transaction.sourceServer.update({ where: { id }, data: { ...after, searchName: searchText(name) }, select: { id: true } })
    await recordEvent(transaction, actor, 'source.changed', id, {
      name: [before.name, after.name],
      description: [before.description, after.description],
    })
    return { ok: true }
  })
}

/**
 * Takes a source server off the lists. The ledger keeps its registrations, and their uses stay taken; a machine that
 * registers again comes back under the same ID.
 */
export async function deleteSource(actor: Operator, id: string): Promise<ChangeSourceResult> {
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.sourceServer.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: new Date() } })
    if (count === 0) return { ok: false, reason: 'unknown_source' }
    await recordEvent(transaction, actor, 'source.deleted', id)
    return { ok: true }
  })
}
