import 'server-only'
import { type Actor, authenticatedActor } from '../actors/actor'
import { lesserRole, parseRole } from '../actors/permissions.shared'
import { db } from '../db/client'
import { idPattern } from '../ids.shared'
import { openSecret } from './secret-box'
import { secretKeys } from './secret-keys'

/** An access key, as whoever proves its calls needs it. */
export type Credentials = {
  id: string
  /** The secret in clear. @throws Error when it was encrypted with a secret that is not known */
  openSecret: () => string
  isDisabled: boolean
  name: string
  role: string
  ownerId: string
}

/** Finds an access key by its ID; `undefined` for what is none, or was deleted. */
export async function findCredentials(id: string): Promise<Credentials | undefined> {
  if (!idPattern('ak').test(id)) return undefined
  const key = await db.accessKey.findFirst({
    where: { id, deletedAt: null },
    select: {
      name: true,
      role: true,
      ownerId: true,
      secret: true,
      secretKeyId: true,
      disabledAt: true,
    },
  })
  if (!key) return undefined
  const { secret: _, secretKeyId: __, disabledAt, ...about } = key
  return {
    ...about,
    id,
    openSecret: () => openSecret(key, id, secretKeys()),
    isDisabled: disabledAt !== null,
  }
}

/**
 * The actor of an access key whose call was proven: its role is never more than its owner's.
 * @returns `undefined` when the owner is gone
 */
export async function actorOfKey(
  { id, name, role, ownerId }: Credentials,
  ip: string,
): Promise<Actor | undefined> {
  const owner = await db.person.findUnique({ where: { id: ownerId }, select: { role: true } })
  if (!owner) return undefined
  const allowed = lesserRole(parseRole(role), parseRole(owner.role))
  return authenticatedActor({ id, name, role: allowed, ip })
}
