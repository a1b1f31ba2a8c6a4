import type { Role } from './roles'

// Not exported: outside this file an actor can't be written down, only come from
// authenticatedActor, which the linter keeps to the authentication code.
declare const authenticated: unique symbol

/**
 * Who does something, proven. `ip` is the address they came from; `id` and `name` go into the audit
 * events.
 */
export type Actor<R extends Role = Role> = {
  readonly id: string
  readonly name: string
  readonly role: R
  readonly ip: string
  readonly [authenticated]: true
}

/** An actor who may issue and change codes. */
export type Operator = Actor<'operator' | 'administrator'>

/**
 * Makes an actor. For the code that has just checked a session or an access key, and for the tests
 * of writes.
 */
export function authenticatedActor<R extends Role>(facts: {
  id: string
  name: string
  role: R
  ip: string
}): Actor<R> {
  return facts as Actor<R>
}

export type Administrator = Actor<'administrator'>

export function isAdministrator(actor: Actor): actor is Administrator {
  return actor.role === 'administrator'
}

export function isOperator(actor: Actor): actor is Operator {
  return actor.role === 'operator' || actor.role === 'administrator'
}
