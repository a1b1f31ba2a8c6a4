import * as z from 'zod/mini'

/** What an ID is of, by its prefix, in the words of messages. */
const KINDS = {
  at: 'an activation code',
  ak: 'an access key',
  p: 'a person',
  s: 'a source server',
  se: 'a session',
  ae: 'an audit event',
  rf: 'a refusal',
  ca: 'a call of the SMC API',
  in: 'an instance',
  pk: 'a passkey',
  ti: 'a tiding',
  w: 'a wave',
  eh: 'an expected host',
} as const

export type IdKind = keyof typeof KINDS

/** The form of an ID of a kind: its prefix, and 20 characters of `[a-z0-9]`. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${kind}-[a-z0-9]{20}$`)
}

/** Takes an ID of a kind, such as `at-…`, and nothing else. */
export function idSchema(kind: IdKind) {
  const message = `This is not the ID of ${KINDS[kind]}.`
  return z.string(message).check(z.regex(idPattern(kind), message))
}

/** Takes an ID of any kind: an activation code is none, and has no place in a URL. */
export const anyIdSchema = z.string().check(z.trim(), z.regex(/^[a-z]{1,3}-[a-z0-9]{1,40}$/))
