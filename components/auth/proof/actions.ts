'use server'

import * as z from 'zod/mini'
import { prove, waysToProve } from '@/lib/auth/proof/prove'
import { proofSchema } from '@/lib/auth/schema.shared'
import { action } from '@/request/action'
import { ownOrigin } from '@/request/facts'

const STAY = { refreshAfter: () => false }

/** Tells what the person can prove with who they are. */
export const waysToProveAction = action({ ...STAY, input: z.undefined() }, async (actor) => ({
  ok: true as const,
  ways: await waysToProve(actor),
}))

/** Takes a password or a second factor for proof of who is at the screen. */
export const proveAction = action(
  { ...STAY, input: proofSchema },
  async (actor, input, { sessionId }) => prove(actor, sessionId, input, await ownOrigin()),
)
