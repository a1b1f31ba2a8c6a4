import * as z from 'zod/mini'
import { anyIdSchema } from '../ids.shared'
import { type FilterValues, readFilters } from '../list/filters.shared'
import { PERIOD_FILTERS } from '../list/period.shared'
import { nameOrIdSchema } from '../list/search.shared'

/** Every kind of audit event, with the words for it. */
export const AUDIT_ACTIONS = {
  'console.set_up': 'Set up the console',
  'console.set_up_refused': 'Set-up refused',
  'session.started': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.half_way': 'Gave the right password, second factor awaited',
  'session.ended': 'Ended a session',
  'session.others_ended': 'Ended other sessions',
  'session.proven': 'Confirmed who they are',
  'session.in_emergency': 'Signed in with a password in an emergency',
  'person.invited': 'Invited',
  'person.invitation_renewed': 'Renewed an invitation',
  'person.invitation_withdrawn': 'Withdrew an invitation',
  'person.joined': 'Came in by an invitation',
  'person.made_by_provider': 'Came in by single sign-on',
  'person.identity_joined': 'Signed in by single sign-on for the first time',
  'person.renamed': 'Changed own name',
  'person.role_changed': 'Changed a role',
  'person.deactivated': 'Deactivated',
  'person.activated': 'Activated',
  'person.sessions_ended': "Ended somebody's sessions",
  'person.password_changed': 'Changed own password',
  'person.password_reset': 'Made a link to reset a password',
  'person.password_chosen': 'Chose a password by a link',
  'person.password_refused': 'Password refused',
  'second_factor.set_up': 'Set up an authenticator',
  'second_factor.removed': 'Removed the authenticator',
  'second_factor.codes_renewed': 'Renewed recovery codes',
  'second_factor.code_used': 'Used a recovery code',
  'second_factor.refused': 'Second factor refused',
  'second_factor.reset': 'Reset a second factor',
  'passkey.added': 'Added a passkey',
  'passkey.removed': 'Removed a passkey',
  'settings.changed': 'Changed settings',
  'action.refused': 'Was refused an action',
  'token.issued': 'Issued code',
  'token.changed': 'Changed code',
  'token.disabled': 'Disabled code',
  'token.enabled': 'Enabled code',
  'token.extended': 'Extended code',
  'token.extension_taken_back': 'Took back an extension',
  'token.code_replaced': 'Replaced code',
  'token.deleted': 'Deleted code',
  'source.changed': 'Changed source server',
  'source.deleted': 'Deleted source server',
  'source.reopened': 'Let source server register anew',
  'source.registered_again': 'Registered again',
  'wave.created': 'Made a wave',
  'wave.changed': 'Changed a wave',
  'wave.closed': 'Closed a wave',
  'wave.reopened': 'Reopened a wave',
  'wave.deleted': 'Deleted a wave',
  'wave.list_imported': 'Put in a list',
  'wave.hosts_changed': 'Changed an expected host',
  'wave.hosts_removed': 'Removed expected hosts',
  'wave.hosts_waived': 'Waived expected hosts',
  'wave.hosts_unwaived': 'Expected hosts again',
  'wave.decided': 'Said which host a machine is',
  'wave.joined': 'Put source servers into a wave',
  'wave.left': 'Took source servers out of a wave',
  'token.wave_changed': 'Moved code to another wave',
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

/** Whether a text is the name of an action. */
export function isAuditAction(text: unknown): text is AuditAction {
  return typeof text === 'string' && Object.hasOwn(AUDIT_ACTIONS, text)
}

/** What the events can be narrowed by. */
const EVENT_FILTERS = {
  actor: anyIdSchema,
  action: z.custom<AuditAction>(isAuditAction),
  /** An ID, or a part of the name of codes. */
  target: nameOrIdSchema,
  ...PERIOD_FILTERS,
}

export type EventFilter = FilterValues<typeof EVENT_FILTERS>

/** Reads a filter from a URL. What it says wrongly is not in it; see {@link unreadEventFilters}. */
export function parseEventFilter(parameters: Record<string, unknown>): EventFilter {
  return readFilters(EVENT_FILTERS, parameters).values
}

/** Names of what a URL says of a filter that can't be read. */
export function unreadEventFilters(parameters: Record<string, unknown>): string[] {
  return readFilters(EVENT_FILTERS, parameters).unread
}
