import 'server-only'
import { recordEvent } from '../audit/writes'
import type { Operator } from '../auth/actor'
import { inTransaction } from '../db/transaction'
import { isUniqueViolation } from '../db/violation'
import { newId } from '../ids'
import { hashCode, newCode } from './code'
import { getSubmittedToken } from './reads'
import {
  type IssuedToken,
  type IssueTokenInput,
  MILLISECONDS_A_DAY,
  type TokenSummary,
} from './schema'
import { searchColumns } from './search-columns'
import { horizonOf } from './shelf'

export type IssueTokenResult =
  | ({ ok: true } & IssuedToken)
  | { ok: false; reason: 'already_issued'; token: TokenSummary }

/**
 * Issues an activation code. The code is in the result and nowhere else: the database gets its
 * hash.
 * @returns `already_issued` when the actor's submission made a token before, which happens when its
 *   answer was lost or when it is sent twice, even at once
 */
export async function issueToken(
  actor: Operator,
  input: IssueTokenInput,
): Promise<IssueTokenResult> {
  const { name = null, description = null, count, timeToLiveInDays, submissionId = null } = input
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
  try {
    await inTransaction(async (transaction) => {
      const lists = { ...searchColumns(token), horizon: horizonOf(expiresAt, createdAt) }
      await transaction.accessToken.create({
        data: { ...token, ...lists, codeHash: hashCode(code), submissionId },
      })
      await recordEvent(transaction, actor, 'token.issued', token.id, {
        name: [null, name],
        description: [null, description],
        count: [null, count],
        expiresAt: [null, expiresAt.toISOString()],
      })
    })
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
    },
  }
}
