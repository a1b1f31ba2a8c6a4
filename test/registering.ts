import { expect } from 'vitest'
import type { SourceFacts } from '@/lib/registrations/source-facts'
import { authenticatedActor } from '../lib/actors/actor'
import { db } from '../lib/db/client'
import { registerSourceServer } from '../lib/registrations/writes'
import { issueToken } from '../lib/tokens/issue/writes'

export const actor = authenticatedActor({
  id: 'p-tester',
  name: 'Ada',
  role: 'operator',
  ip: '192.0.2.7',
})

export async function issue(count = 100) {
  const issued = await issueToken(actor, { count, timeToLiveInDays: 30 })
  if (!issued.ok) throw new Error(issued.reason)
  return { code: issued.code, id: issued.token.id, expiresAt: issued.token.expiresAt }
}

let machines = 0
export const newMachine = () => ({
  machineId: `machine-${++machines}`,
  hostname: `Host-${machines}`,
})
export const register = (code: string, facts: SourceFacts = newMachine(), now?: Date) =>
  registerSourceServer(code, facts, '192.0.2.9', now)

/**
 * What must hold of a token whatever happened: its count of uses is its ledger, and within its
 * limit.
 */
export async function expectWholeLedger(id: string) {
  const token = await db.accessToken.findUniqueOrThrow({ where: { id } })
  expect(token.registeredCount).toBe(await db.registration.count({ where: { tokenId: id } }))
  expect(token.registeredCount).toBeLessThanOrEqual(token.count)
  return token.registeredCount
}
