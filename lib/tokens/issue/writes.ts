import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import { isUniqueViolation } from '@/lib/db/errors/violation'
import { inTransaction } from '@/lib/db/transaction'
import { newId } from '@/lib/ids'
import { hashCode, newCode } from '../code'
import { expiryBucketOf } from '../list/buckets.shared'
import { searchColumns } from '../list/search-columns'
import { getSubmittedToken } from '../reads'
import type { IssuedToken, IssueTokenInput, TokenSummary } from '../schema.shared'
import { holdWave } from './hold-wave'

export type IssueTokenResult =
  | ({ ok: true } & IssuedToken)
  | { ok: false; reason: 'already_issued'; token: TokenSummary }
  | { ok: false; reason: 'unknown_wave' }

/**
 * Issues an activation code. The code is in the result and nowhere else: the database gets its
 * hash.
 * @param input its `waveId` is the wave that it shall belong to, if any
 * @returns `already_issued` when the actor's submission made a token before, which happens when its
 *   answer was lost or when it is sent twice, even at once
 */
export async function issueToken(
  actor: Allowed<'tokens.write'>,
  input: IssueTokenInput,
): Promise<IssueTokenResult> {
  const { name = null, description = null, count, timeToLiveInDays } = input
  const { submissionId = null, waveId = null } = input
  const code = newCode()
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + timeToLiveInDays * MILLISECONDS_A_DAY)
  const token = {
    id: newId('at'),
    name,
    description,
    count,
    expiresAt,
    createdAt,
    createdBy: actor.id,
  }
  let wave: TokenSummary['wave'] = null
  try {
    const made = await inTransaction(async (transaction) => {
      // Held, so that whether its wave takes others can not change at the same moment.
      if (waveId && !(await holdWave(transaction, waveId))) return undefined
      const wave = waveId
        ? await transaction.wave.findUniqueOrThrow({
            where: { id: waveId },
            select: { id: true, name: true, onlyExpected: true },
          })
        : null
      const lists = { ...searchColumns(token), expiryBucket: expiryBucketOf(expiresAt, createdAt) }
      await transaction.accessToken.create({
        data: {
          ...token,
          ...lists,
          codeHash: hashCode(code),
          submissionId,
          waveId,
          onlyExpected: wave?.onlyExpected ?? false,
        },
      })
      await recordEvent(transaction, actor, 'token.issued', token.id, {
        name: [null, name],
        description: [null, description],
        count: [null, count],
        expiresAt: [null, expiresAt.toISOString()],
        ...(waveId && { wave: [null, waveId] }),
      })
      return { wave: wave && { id: wave.id, name: wave.name } }
    })
    if (!made) return { ok: false, reason: 'unknown_wave' }
    wave = made.wave
  } catch (error) {
    const earlier =
      isUniqueViolation(error) && submissionId
        ? await getSubmittedToken(actor, submissionId)
        : undefined
    if (!earlier) throw error
    return { ok: false, reason: 'already_issued', token: earlier }
  }
  return {
    ok: true,
    code,
    token: {
      ...token,
      registeredCount: 0,
      status: 'active',
      createdBy: actor.name,
      replacedAt: null,
      wave,
    },
  }
}
