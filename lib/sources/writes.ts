import 'server-only'
import type { Allowed } from '../actors/actor'
import { recordBulkEvent, recordEvent } from '../audit/writes'
import { inBulk } from '../db/bulk/bulk'
import { inTransaction } from '../db/transaction'
import { searchText } from '../text/search-text.shared'
import { findMachines } from '../waves/matching/rows'
import { settle } from '../waves/matching/settle'
import { WAVES_ALONE } from '../waves/waves-alone'
import type { EditSourcePart } from './schema.shared'

type UnknownSource = { ok: false; reason: 'unknown_source' }

export type SourceResult = { ok: true } | UnknownSource
export type EditSourceResult = SourceResult | { ok: false; reason: 'name_taken' }

/**
 * Renames and describes a source server, as far as name and description are given. An empty
 * description is none.
 * @returns `name_taken` for the name of another one that is not deleted: SMC's
 *   `SourceServerName.Duplicate`. Names that machines bring along when they register may still be
 *   the same
 */
export async function editSource(
  actor: Allowed<'sources.write'>,
  id: string,
  wanted: EditSourcePart,
): Promise<EditSourceResult> {
  return inTransaction(async (transaction) => {
    const before = await transaction.sourceServer.findFirst({
      where: { id, deletedAt: null },
      select: { name: true, description: true },
    })
    if (!before) return { ok: false, reason: 'unknown_source' }
    const { name = before.name, description = before.description } = wanted
    const after = { name, description: description === '' ? null : description }
    if (after.name === before.name && after.description === before.description) return { ok: true }
    const taken = name !== before.name && { name, deletedAt: null, id: { not: id } }
    if (taken && (await transaction.sourceServer.findFirst({ where: taken, select: { id: true } })))
      return { ok: false, reason: 'name_taken' }
    await transaction.sourceServer.update({
      where: { id },
      data: { ...after, searchName: searchText(name) },
      select: { id: true },
    })
    await recordEvent(transaction, actor, 'source.changed', id, {
      name: [before.name, after.name],
      description: [before.description, after.description],
    })
    return { ok: true }
  })
}

/**
 * Takes a source server off the lists. The ledger keeps its registrations, and their uses stay
 * taken; waves that expected it miss it. Its key is forgotten: a machine that registers again with
 * an active code comes back under the same ID.
 */
export async function deleteSource(
  actor: Allowed<'sources.write'>,
  id: string,
): Promise<SourceResult> {
  return inBulk<SourceResult>(
    async (bulk) => {
      const deleted = await bulk.read(
        `UPDATE "SourceServer" SET "deletedAt" = $1, "machineKeyHash" = NULL, "reopenedAt" = NULL
       WHERE id = $2 AND "deletedAt" IS NULL RETURNING id`,
        [new Date(), id],
      )
      if (deleted.length === 0) return { ok: false, reason: 'unknown_source' }
      await settle(bulk, await findMachines(bulk, [id]))
      await recordBulkEvent(bulk, actor, 'source.deleted', id)
      return { ok: true }
    },
    'wait',
    WAVES_ALONE,
  )
}

/**
 * Lets the machine of a source server register anew: whoever comes next with its machine ID and an
 * active code is taken for it, and known by the key that it brings. For a machine whose key was
 * lost, or which got another host name.
 */
export async function reopenSource(
  actor: Allowed<'sources.write'>,
  id: string,
): Promise<SourceResult> {
  return inTransaction(async (transaction) => {
    const before = await transaction.sourceServer.findFirst({
      where: { id, deletedAt: null },
      select: { machineKeyHash: true, reopenedAt: true },
    })
    if (!before) return { ok: false, reason: 'unknown_source' }
    if (before.reopenedAt) return { ok: true }
    const data = { reopenedAt: new Date(), machineKeyHash: null }
    await transaction.sourceServer.update({ where: { id }, data, select: { id: true } })
    await recordEvent(transaction, actor, 'source.reopened', id, {
      machineKey: [before.machineKeyHash ? 'known' : 'none', 'none'],
    })
    return { ok: true }
  })
}
