import 'server-only'
import { type Actor, authenticatedActor } from '../actors/actor'
import { commonRole, parseRole } from '../actors/permissions.shared'
import { db } from '../db/client'
import { idPattern } from '../ids.shared'
import { openSecret } from '../secrets/box'
import { secretKeys } from '../secrets/keys'

/** An access key, as whoever proves its calls needs it. */
export type Credentials = {
  id: string
  /** The secret in clear. @throws Error when it was encrypted with a secret that is not known */
  openSecret: () => string
  /** Disabled, or expired. */
  isDisabled: boolean
  /** From where it may call; from anywhere where there is none. */
  networks: string[]
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
      expiresAt: true,
      networks: true,
    },
  })
  if (!key) return undefined
  const { secret: _, secretKeyId: __, disabledAt, expiresAt, networks, ...about } = key
  return {
    ...about,
    id,
    openSecret: () => openSecret(key, id, secretKeys()),
    isDisabled: disabledAt !== null || (expiresAt !== null && expiresAt <= new Date()),
    networks: networks.split('\n').filter(Boolean),
  }
}

/**
 * The actor of an access key whose call was proven: its role is never more than its owner's.
 * @returns `undefined` when the owner is gone, or was deactivated
 */
export async function actorOfKey(
  { id, name, role, ownerId }: Credentials,
  ip: string,
): Promise<Actor | undefined> {
  const owner = await db.person.findFirst({
    where: { id: ownerId, deactivatedAt: null, invitedAt: null },
    select: { role: true },
  })
  if (!owner) return undefined
  const allowed = commonRole(parseRole(role), parseRole(owner.role))
  return authenticatedActor({ id, name, role: allowed, ip })
}
