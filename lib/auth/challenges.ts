import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { db } from '../db/client'
import { log } from '../log'

/**
 * What begins in one request and ends in the next: a sign-in that waits for its second factor, one
 * that is away at the provider, and what a passkey is asked to sign.
 */
export type Purpose =
  | 'second-factor'
  | 'provider'
  | 'passkey-sign-in'
  | 'passkey-new'
  | 'authenticator-new'

/** Whoever has not gone on by then begins anew. */
export const CHALLENGE_MINUTES = 10

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Keeps something for the next request.
 * @returns a token for the browser to keep: what is kept is found by it alone
 */
export async function openChallenge(purpose: Purpose, data: unknown): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = Date.now()
  await db.challenge.create({
    data: {
      tokenHash: hashOf(token),
      purpose,
      data: JSON.stringify(data),
      expiresAt: new Date(now + CHALLENGE_MINUTES * 60_000),
    },
    select: { tokenHash: true },
  })
  await db.challenge
    .deleteMany({ where: { expiresAt: { lt: new Date(now) } } })
    .catch((error) => log.warn({ err: error }, 'forgotten challenges could not be cleared away'))
  return token
}

/** What was kept under a token; `undefined` when there is nothing, or it is too old. */
export async function readChallenge<Data>(
  purpose: Purpose,
  token: string,
): Promise<Data | undefined> {
  const found = await db.challenge.findFirst({
    where: { tokenHash: hashOf(token), purpose, expiresAt: { gt: new Date() } },
    select: { data: true },
  })
  return found ? (JSON.parse(found.data) as Data) : undefined
}

/** Reads what was kept, and forgets it: of two requests at once only one gets it. */
export async function takeChallenge<Data>(
  purpose: Purpose,
  token: string,
): Promise<Data | undefined> {
  const data = await readChallenge<Data>(purpose, token)
  if (data === undefined) return undefined
  const { count } = await db.challenge.deleteMany({ where: { tokenHash: hashOf(token) } })
  return count === 1 ? data : undefined
}
