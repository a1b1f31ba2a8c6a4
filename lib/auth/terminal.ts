import 'server-only'
import { authenticatedActor } from '../actors/actor'

/** Whoever works on the machine itself, in the audit: they may do what an administrator may. */
export const TERMINAL = authenticatedActor({
  id: '',
  name: 'terminal',
  role: 'administrator',
  ip: 'terminal',
})
