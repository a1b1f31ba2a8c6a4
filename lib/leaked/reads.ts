import 'server-only'
import type { Actor } from '../actors/actor'
import { db } from '../db/client'
import { listRegistrationsWithin } from '../registrations/reads'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { getToken, tokenNames } from '../tokens/reads'
import { type FindCodesInput, type FoundCode, SHOWN_REGISTRATIONS } from './schema.shared'

/**
 * Tells which tokens some strings are or were the codes of, and which source servers registered
 * with each since a moment. Strings whose checksum is wrong are left out. Neither strings nor
 * hashes are in the result.
 */
export async function findCodes(
  actor: Actor,
  { candidates, since }: FindCodesInput,
): Promise<FoundCode[]> {
  const codes = candidates
    .map((code, position) => ({ code, position }))
    .filter(({ code }) => isWellFormedCode(code))
  const owners = await ownersOf(codes.map(({ code }) => hashCode(code)))
  return Promise.all(
    codes.map(async ({ code, position }): Promise<FoundCode> => {
      const owner = owners.get(hashCode(code))
      if (!owner) return { position, kind: 'unknown' }
      const { tokenId, replacedAt } = owner
      const from = await madeAt(tokenId, replacedAt)
      const period = { from: from && from > since ? from : since, to: replacedAt }
      const found = await listRegistrationsWithin(actor, tokenId, period, SHOWN_REGISTRATIONS + 1)
      const ledger = {
        registrations: found.slice(0, SHOWN_REGISTRATIONS),
        more: found.length > SHOWN_REGISTRATIONS,
      }
      const token = await getToken(actor, tokenId)
      if (!token)
        return {
          position,
          kind: 'deleted',
          id: tokenId,
          name: (await tokenNames([tokenId])).get(tokenId)?.name ?? null,
          ...ledger,
        }
      return replacedAt
        ? { position, kind: 'replaced', token, replacedAt, ...ledger }
        : { position, kind: 'current', token, ...ledger }
    }),
  )
}

type Owner = { tokenId: string; replacedAt?: Date }

/** Whose codes some hashes are, or were until they were replaced. */
async function ownersOf(hashes: string[]): Promise<Map<string, Owner>> {
  const [tokens, former] = await Promise.all([
    db.accessToken.findMany({
      where: { codeHash: { in: hashes } },
      select: { id: true, codeHash: true },
    }),
    db.formerCode.findMany({
      where: { codeHash: { in: hashes } },
      select: { codeHash: true, tokenId: true, replacedAt: true },
    }),
  ])
  return new Map<string, Owner>([
    ...former.map(({ codeHash, ...owner }): [string, Owner] => [codeHash, owner]),
    ...tokens.map(({ id, codeHash }): [string, Owner] => [codeHash, { tokenId: id }]),
  ])
}

/**
 * When a code of a token was made: when the one before it was replaced; `undefined` for the first.
 */
async function madeAt(tokenId: string, replacedAt: Date | undefined): Promise<Date | undefined> {
  const before = await db.formerCode.findFirst({
    where: { tokenId, ...(replacedAt && { replacedAt: { lt: replacedAt } }) },
    orderBy: [{ replacedAt: 'desc' }, { codeHash: 'desc' }],
    select: { replacedAt: true },
  })
  return before?.replacedAt
}
