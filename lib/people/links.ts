import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { db, type Transaction } from '../db/client'
import { MILLISECONDS_AN_HOUR } from '../time.shared'
import { LINK_HOURS, type LinkKind, type NewLink } from './schema.shared'

/** What a link is found by: the token itself is kept nowhere. */
export const hashOfLink = (token: string): string =>
  createHash('sha256').update(token).digest('hex')

/**
 * Makes a one-time link for a person, in place of the one that they had: that is dead from now on.
 * The database gets its hash only.
 * @param createdBy ID of who made it
 */
export async function writeLink(
  transaction: Transaction,
  personId: string,
  kind: LinkKind,
  createdBy: string,
  now = new Date(),
): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + LINK_HOURS * MILLISECONDS_AN_HOUR)
  const data = { kind, tokenHash: hashOfLink(token), createdAt: now, createdBy, expiresAt }
  await transaction.oneTimeLink.upsert({
    where: { personId },
    create: { personId, ...data },
    update: data,
    select: { personId: true },
  })
  return { kind, token, expiresAt }
}

/** Whom a one-time link is for. */
export type OpenLink = {
  kind: LinkKind
  person: { id: string; name: string; email: string; role: string }
}

/**
 * Finds whom a link is for, by its {@link hashOfLink}; `undefined` for one that was used, replaced
 * or withdrawn, is too old, or is for somebody who was deactivated.
 */
export async function findLink(
  tokenHash: string,
  now = new Date(),
  source: Transaction | typeof db = db,
): Promise<OpenLink | undefined> {
  const found = await source.oneTimeLink.findFirst({
    where: {
      tokenHash,
      expiresAt: { gt: now },
      person: { deactivatedAt: null },
    },
    select: {
      kind: true,
      person: { select: { id: true, name: true, email: true, role: true } },
    },
  })
  if (!found) return undefined
  return { ...found, kind: found.kind === 'invitation' ? 'invitation' : 'reset' }
}

/**
 * Uses a link up, in the transaction of what it allows: of two who come at once only one does.
 * @returns whether it was still open
 */
export async function spendLink(transaction: Transaction, tokenHash: string): Promise<boolean> {
  const { count } = await transaction.oneTimeLink.deleteMany({
    where: {
      tokenHash,
      expiresAt: { gt: new Date() },
      person: { deactivatedAt: null },
    },
  })
  return count === 1
}
