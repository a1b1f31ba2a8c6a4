import 'server-only'
import type { Actor } from '../auth/actor'
import { db } from '../db/client'
import { listRegistrationsSince } from '../registrations/reads'
import { hashCode, isWellFormedCode } from './code'
import { type FindCodesInput, type FoundCode, SHOWN_REGISTRATIONS } from './find-schema'
import { getToken } from './reads'

/**
 * Tells which tokens some strings are or were the codes of, and which source servers registered with those since a
 * moment. Strings whose checksum is wrong are left out. Neither strings nor hashes are in the result.
 */
export async function findCodes(actor: Actor, { candidates, since }: FindCodesInput): Promise<FoundCode[]> {
  const codes = candidates.map((code, position) => ({ code, position })).filter(({ code }) => isWellFormedCode(code))
  const hashes = codes.map(({ code }) => hashCode(code))
  const [tokens, former] = await Promise.all([
    db.accessToken.findMany({ where: { codeHash: { in: hashes } }, select: { id: true, codeHash: true } }),
    db.formerCode.findMany({ where: { codeHash: { in: hashes } }, select: { codeHash: true, tokenId: true, replacedAt: true } }),
  ])
  const currentIds = new Map(tokens.map(({ codeHash, id }) => [codeHash, id]))
  const formerCodes = new Map(former.map((row) => [row.codeHash, row]))
  return Promise.all(
    codes.map(async ({ code, position }): Promise<FoundCode> => {
      const hash = hashCode(code)
      const replaced = formerCodes.get(hash)
      const tokenId = currentIds.get(hash) ?? replaced?.tokenId
      if (!tokenId) return { position, kind: 'unknown' }
      const token = await getToken(actor, tokenId)
      if (!token) return { position, kind: 'deleted', tokenId }
      const found = await listRegistrationsSince(actor, tokenId, since, SHOWN_REGISTRATIONS + 1)
      const ledger = { registrations: found.slice(0, SHOWN_REGISTRATIONS), more: found.length > SHOWN_REGISTRATIONS }
      return replaced && !currentIds.has(hash)
        ? { position, kind: 'replaced', token, replacedAt: replaced.replacedAt, ...ledger }
        : { position, kind: 'current', token, ...ledger }
    }),
  )
}
