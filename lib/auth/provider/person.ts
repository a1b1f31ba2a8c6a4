import 'server-only'
import { type Actor, authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { recordEvent } from '@/lib/audit/writes'
import type { Transaction } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/errors/violation'
import { inTransaction } from '@/lib/db/transaction'
import { newId } from '@/lib/ids'
import { searchColumnsOf } from '@/lib/people/columns'
import { findLink, spendLink } from '@/lib/people/links'
import { nameKeyOf } from '@/lib/people/name-key'
import type { ProviderSettings } from '@/lib/provider-settings'
import type { ProvidedFacts } from './claims'
import { followRole } from './follow-role'
import type { UnknownReason } from './problem.shared'

type Found = { ok: true; personId: string } | { ok: false; reason: UnknownReason }

/**
 * What somebody came with besides the provider's word: an invitation (the hash of its link), or the
 * session in which they join their own account.
 */
export type With = { link?: string; joins?: { personId: string; sessionId: string } }

/**
 * Who somebody is whom the provider has proven: known by issuer and subject, never by email alone.
 * Whoever is not known is made, or joined to the account or the invitation that they came with, or
 * to one of their verified email. Their role follows the claims.
 */
export async function personOfFacts(
  facts: ProvidedFacts,
  settings: ProviderSettings,
  given: With,
  ip: string,
): Promise<Found> {
  if (!facts.role && (settings.roles.size > 0 || !(await isKnownOtherwise(facts, settings, given))))
    return { ok: false, reason: 'no_role' }
  try {
    return await inTransaction(async (transaction) => {
      const found = await findOrMake(transaction, facts, settings, given, ip)
      if (!found.ok) return found
      // Whoever joins their account signs in by it next time, and gets their role then.
      if (!given.joins) await followRole(transaction, found.personId, facts.role, ip)
      return found
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'email_taken' }
    throw error
  }
}

/** Without a map of roles, whoever was let in here keeps the role that they were given here. */
async function isKnownOtherwise(
  { subject, email, isEmailVerified }: ProvidedFacts,
  { issuer }: ProviderSettings,
  { link, joins }: With,
): Promise<boolean> {
  if (joins || (link && (await findLink(link))?.kind === 'invitation')) return true
  return inTransaction(async (transaction) => {
    const where = { issuer_subject: { issuer, subject } }
    if (await transaction.identity.findUnique({ where, select: { personId: true } })) return true
    return email !== undefined && isEmailVerified && (await invited(transaction, email)) !== null
  })
}

/** Somebody of an email whose invitation is still open. */
const invited = (transaction: Transaction, email: string) =>
  transaction.person.findFirst({
    where: {
      email,
      invitedAt: { not: null },
      deactivatedAt: null,
      link: { is: { kind: 'invitation', expiresAt: { gt: new Date() } } },
    },
    select: { id: true },
  })

async function findOrMake(
  transaction: Transaction,
  facts: ProvidedFacts,
  { issuer }: ProviderSettings,
  { link, joins }: With,
  ip: string,
): Promise<Found> {
  const { subject, email, isEmailVerified } = facts
  const where = { issuer_subject: { issuer, subject } }
  const known = await transaction.identity.findUnique({ where, select: { personId: true } })
  if (known) {
    if (joins && joins.personId !== known.personId) return { ok: false, reason: 'identity_taken' }
    const data = { lastUsedAt: new Date() }
    await transaction.identity.update({ where, data, select: { personId: true } })
    return { ok: true, personId: known.personId }
  }
  const identity = { issuer, subject }
  if (joins) {
    const isIn = await isSignedIn(transaction, joins)
    if (!isIn) return { ok: false, reason: 'session_over' }
    return join(transaction, joins.personId, identity, ip)
  }
  const open = link === undefined ? undefined : await findLink(link, new Date(), transaction)
  if (link !== undefined) {
    if (open?.kind !== 'invitation' || !(await spendLink(transaction, link)))
      return { ok: false, reason: 'link_over' }
    return join(transaction, open.person.id, identity, ip)
  }
  if (!email) return { ok: false, reason: 'no_email' }
  const waiting = isEmailVerified ? await invited(transaction, email) : null
  if (waiting) return join(transaction, waiting.id, identity, ip)
  const taken = await transaction.person.findUnique({ where: { email }, select: { id: true } })
  if (taken) return { ok: false, reason: 'email_taken' }
  return make(transaction, { ...facts, email }, identity, ip)
}

/** Whether the session that began to join an account is still one of that person. */
async function isSignedIn(
  transaction: Transaction,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<boolean> {
  const session = await transaction.session.findFirst({
    where: {
      id: sessionId,
      userId: personId,
      expiresAt: { gt: new Date() },
      person: { deactivatedAt: null },
    },
    select: { id: true },
  })
  return session !== null
}

type Identity = { issuer: string; subject: string }

const actorOf = (person: { id: string; name: string; role: string }, ip: string): Actor =>
  authenticatedActor({ ...person, role: parseRole(person.role), ip })

/** Joins a person to their account at the provider; whoever was invited has come in then. */
async function join(
  transaction: Transaction,
  id: string,
  identity: Identity,
  ip: string,
): Promise<Found> {
  const now = new Date()
  const person = await transaction.person.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, role: true, invitedAt: true },
  })
  await writeIdentity(transaction, id, identity, now)
  await transaction.oneTimeLink.deleteMany({ where: { personId: id } })
  await transaction.person.update({
    where: { id },
    data: { invitedAt: null },
    select: { id: true },
  })
  const action = person.invitedAt ? 'person.joined' : 'person.identity_joined'
  await recordEvent(transaction, actorOf(person, ip), action, id, {
    ...(person.invitedAt && { state: ['invited', 'active'] }),
    issuer: [null, identity.issuer],
  })
  return { ok: true, personId: id }
}

async function make(
  transaction: Transaction,
  { email, name: given, role = 'viewer' }: ProvidedFacts & { email: string },
  identity: Identity,
  ip: string,
): Promise<Found> {
  const now = new Date()
  const id = newId('p')
  const name = await freeName(transaction, given ?? email.split('@')[0] ?? 'Somebody')
  await transaction.person.create({
    data: {
      id,
      name,
      nameKey: nameKeyOf(name),
      email,
      role,
      createdAt: now,
      updatedAt: now,
      ...searchColumnsOf(name, email),
    },
    select: { id: true },
  })
  await writeIdentity(transaction, id, identity, now)
  await recordEvent(transaction, actorOf({ id, name, role }, ip), 'person.made_by_provider', id, {
    email: [null, email],
    role: [null, role],
    issuer: [null, identity.issuer],
  })
  return { ok: true, personId: id }
}

/** The most that a name may have, with room for a number. */
const MOST_CHARACTERS = 74

/** No two people have names that are read alike; a number tells them apart. Never an email. */
async function freeName(transaction: Transaction, wanted: string): Promise<string> {
  const base = wanted.slice(0, MOST_CHARACTERS)
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`
    const others = { OR: [{ nameKey: nameKeyOf(name) }, { name }] }
    if (!(await transaction.person.findFirst({ where: others, select: { id: true } }))) return name
  }
}

async function writeIdentity(
  transaction: Transaction,
  personId: string,
  identity: Identity,
  now: Date,
): Promise<void> {
  const data = { ...identity, personId, createdAt: now, lastUsedAt: now }
  await transaction.identity.create({ data, select: { personId: true } })
}
