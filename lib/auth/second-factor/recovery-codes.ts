import 'server-only'
import { createHash } from 'node:crypto'
import { customAlphabet } from 'nanoid'
import type { Actor } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import { db, type Transaction } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'

const CODES = 10

/** 80 bits each, of characters that nobody takes for others: no hash must be slow for that. */
const newCode = customAlphabet('abcdefghjkmnpqrstuvwxyz23456789', 16)

const hashOf = (code: string) => createHash('sha256').update(code).digest('hex')

/** As it is stored: people type the dashes or not, and capitals. */
const plain = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * Makes ten recovery codes in place of a person's earlier ones; only their hashes are kept.
 * @returns the codes as people copy them: `abcd-efgh-jkmn-pqrs`
 */
export async function writeRecoveryCodes(
  transaction: Transaction,
  personId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => newCode())
  await transaction.recoveryCode.deleteMany({ where: { personId } })
  await transaction.recoveryCode.createMany({
    data: codes.map((code) => ({ personId, codeHash: hashOf(code) })),
  })
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Makes new recovery codes of the actor; the ones before are good for nothing then. */
export async function renewRecoveryCodes(
  actor: Actor,
): Promise<{ ok: true; recoveryCodes: string[] }> {
  const recoveryCodes = await inTransaction(async (transaction) => {
    await recordEvent(transaction, actor, 'second_factor.codes_renewed', actor.id)
    return writeRecoveryCodes(transaction, actor.id)
  })
  return { ok: true, recoveryCodes }
}

/** Whether a text is one of somebody's recovery codes that was not used yet; it is used then. */
export async function spendRecoveryCode(personId: string, text: string): Promise<boolean> {
  const { count } = await db.recoveryCode.updateMany({
    where: { personId, codeHash: hashOf(plain(text)), usedAt: null },
    data: { usedAt: new Date() },
  })
  return count === 1
}

/** How many recovery codes the actor has left. */
export async function countRecoveryCodes(actor: Actor): Promise<number> {
  return db.recoveryCode.count({ where: { personId: actor.id, usedAt: null } })
}
