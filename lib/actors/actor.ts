import { can, type Permission, type PermissionOf, type Role } from './permissions.shared'

// Not exported: outside this file an actor can't be written down, only come from
// authenticatedActor, which the linter keeps to the authentication code.
declare const authenticated: unique symbol
declare const allowed: unique symbol

/** Who does something, proven. `ip` is their address; `id` and `name` go into audit events. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly ip: string
  readonly [authenticated]: true
}

/** An actor who was found to have a permission. */
export type Allowed<P extends Permission> = Actor & {
  readonly [allowed]: { readonly [Each in P]: true }
}

/** An actor with all permissions of their role; one of an unknown role has none. */
type ActorOf<R extends Role> = R extends Role ? Allowed<PermissionOf<R>> : never

/** Makes an actor. For the code that has just checked a session or an access key, and for tests. */
export function authenticatedActor<R extends Role>(facts: {
  id: string
  name: string
  role: R
  ip: string
}): ActorOf<R> {
  return facts as unknown as ActorOf<R>
}

/** Whether an actor has a permission, for the compiler too. */
export function isAllowed<P extends Permission>(actor: Actor, permission: P): actor is Allowed<P> {
  return can(actor.role, permission)
}
