import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { getLastChange } from '@/lib/audit/reads'
import { inTransaction } from '@/lib/db/transaction'
import { hashCode, newCode } from '../code'
import { getToken } from '../reads'
import type { IssuedToken } from '../schema.shared'
import { applyPlan, type Outcome } from './apply-plan'
import {
  type Plan,
  planDelete,
  planDisable,
  planEdit,
  planEnable,
  planExtend,
  planReplace,
  planTakeBackExtension,
  type SeenBeforeDelete,
  type TokenRow,
} from './plans'
import type { EditError, EditTokenInput, ExtendTokenInput } from './schema.shared'

export type ChangeResult = { ok: true } | EditError

async function change(
  actor: Allowed<'tokens.write'>,
  id: string,
  plan: (row: TokenRow) => Plan,
): Promise<ChangeResult> {
  return resultOf(
    actor,
    id,
    await inTransaction((transaction) => applyPlan(transaction, actor, id, plan)),
  )
}

async function resultOf(
  actor: Allowed<'tokens.write'>,
  id: string,
  outcome: Outcome,
): Promise<ChangeResult> {
  if (outcome.made || outcome.reason === 'nothing') return { ok: true }
  if (outcome.reason === 'unknown_token') return unknown(id)
  if (outcome.reason === 'not_longer')
    return { ok: false, reason: 'not_longer', expiresAt: outcome.row.expiresAt }
  if (outcome.reason === 'count_below_used')
    return { ok: false, reason: 'count_below_used', registeredCount: outcome.row.registeredCount }
  const [token, last] = await Promise.all([getToken(actor, id), getLastChange(id)])
  return token ? { ok: false, reason: 'changed_meanwhile', token, last } : unknown(id)
}

/** A token that is not there, and who deleted it, if somebody did. */
async function unknown(id: string): Promise<EditError> {
  const last = await getLastChange(id)
  return { ok: false, reason: 'unknown_token', ...(last && { last }) }
}

/**
 * Changes name, description and count (1 to 1000, never under what was used) of a token, as far as
 * the actor changed them from what they saw. Fields that another changed meanwhile are a conflict
 * only if the actor changes them too.
 */
export async function editToken(
  actor: Allowed<'tokens.write'>,
  id: string,
  input: EditTokenInput,
): Promise<ChangeResult> {
  return change(actor, id, (row) => planEdit(row, input))
}

/** Stops new registrations with a token. Servers that registered with it stay. */
export async function disableToken(
  actor: Allowed<'tokens.write'>,
  id: string,
): Promise<ChangeResult> {
  return change(actor, id, (row) => planDisable(row, new Date()))
}

/** Lets a disabled token be used again, as far as its count and validity allow. */
export async function enableToken(
  actor: Allowed<'tokens.write'>,
  id: string,
): Promise<ChangeResult> {
  return change(actor, id, (row) => planEnable(row, new Date()))
}

/**
 * Makes a token valid for 1 to 90 days from now, never for less long than it is.
 * @returns when it expires now
 */
export async function extendToken(
  actor: Allowed<'tokens.write'>,
  id: string,
  input: ExtendTokenInput,
): Promise<{ ok: true; expiresAt: Date } | EditError> {
  let expiresAt = input.seen.expiresAt
  const result = await change(actor, id, (row) => {
    const plan = planExtend(row, input.timeToLiveInDays, new Date(), input.seen.expiresAt)
    if ('data' in plan && plan.data.expiresAt) expiresAt = plan.data.expiresAt
    return plan
  })
  return result.ok ? { ok: true, expiresAt } : result
}

/** Takes an extension back that is the last change of the expiry. */
export async function takeBackExtension(
  actor: Allowed<'tokens.write'>,
  id: string,
  { before, seen }: { before: Date; seen: Date },
): Promise<ChangeResult> {
  return change(actor, id, (row) => planTakeBackExtension(row, before, seen, new Date()))
}

/**
 * Deletes a token: it is gone from lists and APIs, and its code belongs to nothing. The ledger is
 * kept.
 * @param seen what the actor saw of it, if they did
 */
export async function deleteToken(
  actor: Allowed<'tokens.write'>,
  id: string,
  seen?: SeenBeforeDelete,
): Promise<ChangeResult> {
  return change(actor, id, (row) => planDelete(row, new Date(), seen))
}

export type ReplaceCodeResult = ({ ok: true } & IssuedToken) | EditError

/**
 * Gives a token a new code; the old one is dead at once, and remembered by its hash, so that it can
 * be recognised where it is found. Limits and what was registered go on.
 * @param seen when the code was last replaced as the actor saw it; a code that another has just
 *   made is not killed unseen
 */
export async function replaceCode(
  actor: Allowed<'tokens.write'>,
  id: string,
  seen?: Date | null,
): Promise<ReplaceCodeResult> {
  const code = newCode()
  const now = new Date()
  const outcome = await inTransaction(async (transaction) => {
    const made = await applyPlan(transaction, actor, id, (row) =>
      planReplace(row, hashCode(code), now, seen),
    )
    if (made.made) {
      const { formerHash, written } = made
      await transaction.formerCode.create({
        data: { codeHash: formerHash, tokenId: id, replacedAt: written.replacedAt ?? now },
      })
    }
    return made
  })
  const result = await resultOf(actor, id, outcome)
  if (!result.ok) return result
  const token = await getToken(actor, id)
  return token ? { ok: true, code, token } : unknown(id)
}
