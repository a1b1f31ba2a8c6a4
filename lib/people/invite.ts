import 'server-only'
import type { Allowed } from '../actors/actor'
import { recordEvent } from '../audit/writes'
import type { Transaction } from '../db/client'
import { isUniqueViolation } from '../db/errors/violation'
import { inTransaction } from '../db/transaction'
import { newId } from '../ids'
import { searchColumnsOf } from './columns'
import { holdPerson } from './hold'
import { writeLink } from './links'
import { nameKeyOf } from './name-key'
import type { InviteInput, NewLink } from './schema.shared'
import { tell } from './tidings'

/** Who manages people; the terminal of the machine does too. */
export type Manager = Allowed<'people.manage'>

export type InviteResult =
  | { ok: true; id: string; link: NewLink }
  | { ok: false; reason: 'email_taken' }
  | { ok: false; reason: 'name_taken' }

/**
 * Invites somebody: makes the person, and a one-time link with which they come in. Who was invited
 * before and never came in is invited anew.
 * @returns the link, which nobody can read again; `email_taken`, `name_taken` by somebody else
 */
export async function invite(actor: Manager, input: InviteInput): Promise<InviteResult> {
  const run = () => inTransaction((transaction) => inviteIn(transaction, actor, input))
  // Of two at the very same moment the second finds what the first has written.
  return run().catch((error) => {
    if (isUniqueViolation(error)) return run()
    throw error
  })
}

async function inviteIn(
  transaction: Transaction,
  actor: Manager,
  { name, email, role }: InviteInput,
): Promise<InviteResult> {
  const there = await transaction.person.findUnique({ where: { email }, select: { id: true } })
  if (there) await holdPerson(transaction, there.id)
  const known = await transaction.person.findUnique({
    where: { email },
    select: { id: true, name: true, role: true, invitedAt: true },
  })
  if (known && !known.invitedAt) return { ok: false, reason: 'email_taken' }
  const id = known?.id ?? newId('p')
  const nameKey = nameKeyOf(name)
  const others = { id: { not: id }, OR: [{ nameKey }, { name }] }
  if (await transaction.person.findFirst({ where: others, select: { id: true } }))
    return { ok: false, reason: 'name_taken' }
  const now = new Date()
  const data = {
    name,
    nameKey,
    email,
    role,
    updatedAt: now,
    invitedAt: now,
    deactivatedAt: null,
    ...searchColumnsOf(name, email),
  }
  await transaction.person.upsert({
    where: { id },
    create: { id, createdAt: now, ...data },
    update: data,
    select: { id: true },
  })
  const link = await writeLink(transaction, id, 'invitation', actor.id, now)
  // Told once, however often somebody is invited before they come in.
  await transaction.tiding.deleteMany({ where: { personId: id, action: 'person.invited' } })
  await tell(transaction, id, {
    action: 'person.invited',
    by: actor.name,
    changes: { role: [null, role] },
  })
  await recordEvent(transaction, actor, 'person.invited', id, {
    name: [known?.name ?? null, name],
    email: [known ? email : null, email],
    role: [known?.role ?? null, role],
  })
  return { ok: true, id, link }
}

export type InvitationResult<Done> =
  | ({ ok: true } & Done)
  | { ok: false; reason: 'unknown_person' | 'came_in' }

/**
 * Makes a new link for somebody who was invited; the one before is dead from now on.
 * @returns `came_in` for somebody who has come in meanwhile
 */
export async function renewInvitation(
  actor: Manager,
  id: string,
): Promise<InvitationResult<{ link: NewLink }>> {
  return inTransaction(async (transaction) => {
    const error = await invitedError(transaction, id)
    if (error) return error
    const before = await transaction.oneTimeLink.findUnique({
      where: { personId: id },
      select: { expiresAt: true },
    })
    const link = await writeLink(transaction, id, 'invitation', actor.id)
    await transaction.person.update({
      where: { id },
      data: { deactivatedAt: null },
      select: { id: true },
    })
    await recordEvent(transaction, actor, 'person.invitation_renewed', id, {
      expires: [before?.expiresAt.toISOString() ?? null, link.expiresAt.toISOString()],
    })
    return { ok: true, link }
  })
}

/** Withdraws an invitation: its link is dead from now on, and the person is deactivated. */
export async function withdrawInvitation(
  actor: Manager,
  id: string,
): Promise<InvitationResult<object>> {
  return inTransaction(async (transaction) => {
    const error = await invitedError(transaction, id)
    if (error) return error
    await transaction.oneTimeLink.deleteMany({ where: { personId: id } })
    await transaction.person.update({
      where: { id },
      data: { deactivatedAt: new Date() },
      select: { id: true },
    })
    await recordEvent(transaction, actor, 'person.invitation_withdrawn', id, {
      state: ['invited', 'deactivated'],
    })
    return { ok: true }
  })
}

async function invitedError(
  transaction: Transaction,
  id: string,
): Promise<{ ok: false; reason: 'unknown_person' | 'came_in' } | undefined> {
  await holdPerson(transaction, id)
  const person = await transaction.person.findUnique({
    where: { id },
    select: { invitedAt: true },
  })
  if (!person) return { ok: false, reason: 'unknown_person' }
  return person.invitedAt ? undefined : { ok: false, reason: 'came_in' }
}
