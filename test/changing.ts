import { authenticatedActor } from '../lib/actors/actor'
import { db } from '../lib/db/client'
import { getToken } from '../lib/tokens/reads'
import type { TokenSummary } from '../lib/tokens/schema.shared'
import { actor } from './registering'

/** Somebody else who changes things. */
export const other = authenticatedActor({
  id: 'p-other',
  name: 'Grace',
  role: 'operator',
  ip: '192.0.2.8',
})

export async function tokenOf(id: string): Promise<TokenSummary> {
  const token = await getToken(actor, id)
  if (!token) throw new Error('no token')
  return token
}

/** The audit events of a token, but that of its issue. */
export const eventsOf = (target: string) =>
  db.auditEvent.findMany({
    where: { target, action: { not: 'token.issued' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
