import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { recordBulkEvent } from '@/lib/audit/writes'
import { inBulk } from '@/lib/db/bulk/bulk'
import type { Bulk } from '@/lib/db/bulk/statements'
import { recount } from '../change-wave'
import { findMachines, findMembers } from '../matching/rows'
import { settle } from '../matching/settle'
import { WAVES_ALONE } from '../waves-alone'

export type MoveResult = { ok: true } | { ok: false; reason: 'unknown_wave' | 'unknown_token' }

/**
 * Moves a code to a wave, or out of any. The machines that registered with it go along, but for
 * those that belong to the wave otherwise.
 */
export async function moveCode(
  actor: Allowed<'tokens.write'>,
  tokenId: string,
  waveId: string | null,
): Promise<MoveResult> {
  return inBulk<MoveResult>(
    async (bulk) => {
      const columns = { id: 'text', waveId: 'text', deletedAt: 'moment' } as const
      const { rows } = await bulk.hold('AccessToken', columns, 'id', [tokenId], 'wait')
      const token = rows[0]
      if (!token || token.deletedAt !== null) return { ok: false, reason: 'unknown_token' }
      const before = token.waveId === null ? null : String(token.waveId)
      if (before === waveId) return { ok: true }
      const waves = [before, waveId].flatMap((id) => id ?? []).sort()
      await bulk.hold('Wave', { id: 'text' }, 'id', waves, 'wait')
      const [wave] = waveId
        ? await bulk.findAny('Wave', { id: 'text', onlyExpected: 'flag' }, { id: [waveId] })
        : []
      if (waveId && !wave) return { ok: false, reason: 'unknown_wave' }
      await bulk.write(
        'UPDATE "AccessToken" SET "waveId" = $1, "onlyExpected" = $2 WHERE id = $3',
        [waveId, Boolean(wave?.onlyExpected), tokenId],
      )
      await moveMachines(bulk, tokenId, before, waveId)
      await recordBulkEvent(bulk, actor, 'token.wave_changed', tokenId, { wave: [before, waveId] })
      return { ok: true }
    },
    'wait',
    WAVES_ALONE,
  )
}

async function moveMachines(
  bulk: Bulk,
  tokenId: string,
  before: string | null,
  after: string | null,
): Promise<void> {
  const rows = await bulk.findAny(
    'Registration',
    { sourceServerId: 'text' },
    { tokenId: [tokenId] },
  )
  const ids = rows.map(({ sourceServerId }) => String(sourceServerId))
  const waves = [before, after].flatMap((id) => id ?? [])
  if (before) {
    const members = await findMembers(bulk, { sourceServerId: ids })
    for (const { sourceServerId, waveId, tokenId: came } of members)
      if (waveId === before && came === tokenId)
        await bulk.write(LEFT_BY_CODE, [before, sourceServerId])
  }
  const machines = await findMachines(bulk, ids)
  const moved = machines.map((machine) => ({ ...machine, waveId: after, tokenId }))
  await settle(bulk, moved, waves)
  for (const id of waves) await recount(bulk, id)
}

/** Another code of the same wave may have brought it too. */
const LEFT_BY_CODE = `UPDATE "WaveMember" SET "tokenId" = (
    SELECT came."tokenId" FROM "Registration" AS came JOIN "AccessToken" AS code
      ON code.id = came."tokenId"
    WHERE came."sourceServerId" = "WaveMember"."sourceServerId" AND code."waveId" = $1
    ORDER BY came.at LIMIT 1)
  WHERE "waveId" = $1 AND "sourceServerId" = $2`
