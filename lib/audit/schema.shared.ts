import { unreadFilters } from '../list/unread-filters.shared'

/** Every kind of audit event, with the words for it. */
export const AUDIT_ACTIONS = {
  'console.set_up': 'Set up the console',
  'console.set_up_refused': 'Set-up refused',
  'session.started': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.ended': 'Ended a session',
  'session.others_ended': 'Ended other sessions',
  'person.renamed': 'Changed own name',
  'person.password_changed': 'Changed own password',
  'person.password_reset': 'Reset a password',
  'person.password_refused': 'Change of password refused',
  'action.refused': 'Was refused an action',
  'token.issued': 'Issued code',
  'token.changed': 'Changed code',
  'token.disabled': 'Disabled code',
  'token.enabled': 'Enabled code',
  'token.extended': 'Extended code',
  'token.code_replaced': 'Replaced code',
  'token.deleted': 'Deleted code',
  'source.changed': 'Changed source server',
  'source.deleted': 'Deleted source server',
  'source.reopened': 'Let source server register anew',
  'source.registered_again': 'Registered again',
  'access_key.created': 'Created access key',
  'access_key.disabled': 'Disabled access key',
  'access_key.enabled': 'Enabled access key',
  'access_key.deleted': 'Deleted access key',
} as const

export type AuditAction = keyof typeof AUDIT_ACTIONS

/** Who is not signed in, in the events of what they tried. */
export const NOBODY = { id: '', name: 'Somebody not signed in' }

type Value = string | number | null

/** What changed, field by field: before, then after. Never a secret. */
export type Changes = Record<string, [before: Value, after: Value]>

/** An audit event as it is shown and exported. */
export type EventSummary = {
  id: string
  at: Date
  actorId: string
  actorName: string
  action: string
  target: string
  ip: string
  changes: Changes
  /** How often it happened; the first time `at`, the last time `lastAt`. */
  count: number
  lastAt: Date | null
}

/** The last change of something, for those who were about to change it too. */
export type LastChange = Pick<EventSummary, 'actorName' | 'action' | 'at'>

/**
 * Which events are wanted. `from` and `to` are days (UTC), `2026-11-30`; both days are included.
 */
export type EventFilter = {
  actor?: string
  action?: AuditAction
  target?: string
  from?: string
  to?: string
}

/** An ID of ours; an activation code is none, and has no place in a URL. */
const ID = /^[a-z]{1,3}-[a-z0-9]{1,40}$/

function day(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = new Date(text)
  // Not the 30th of February, which JavaScript takes for a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined
}

const id = (text: unknown) =>
  typeof text === 'string' && ID.test(text.trim()) ? text.trim() : undefined

/** Whether a text is the name of an action. */
export function isAuditAction(text: unknown): text is AuditAction {
  return typeof text === 'string' && Object.hasOwn(AUDIT_ACTIONS, text)
}

/** Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadEventFilters}. */
export function parseEventFilter(parameters: Record<string, unknown>): EventFilter {
  const { actor, action, target, from, to } = parameters
  return {
    actor: id(actor),
    action: isAuditAction(action) ? action : undefined,
    target: id(target),
    from: day(from),
    to: day(to),
  }
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadEventFilters(parameters: Record<string, unknown>): string[] {
  const { actor, action, target, from, to } = parseEventFilter(parameters)
  return unreadFilters(parameters, { actor, action, target, from, to })
}

/** The parameters that say a filter in a URL. */
export function eventFilterParameters(filter: EventFilter): URLSearchParams {
  return new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}
