import { callFailed } from '../form/call-failed'
import type { VisitorAnswer } from './post-json'
import { postJson } from './post-json'

type Asked = { ceremony: string; options: never }

/** What a browser signed with a passkey, and the question it answers. */
type SignedPasskey = { ceremony: string; response: Record<string, unknown> }

export type PasskeyAnswer =
  | { ok: true; passkey: SignedPasskey }
  | { ok: false; reason: 'not_given' }
  | Exclude<VisitorAnswer<object>, { ok: true }>

/** Whether this browser has passkeys at all: only over HTTPS, and on this very machine. */
export const canUsePasskeys = () =>
  typeof window !== 'undefined' && window.isSecureContext && 'PublicKeyCredential' in window

/**
 * Asks the browser for a passkey: any of this console, one of the person whose sign-in waits, or of
 * the person who is signed in.
 */
export async function askPasskey(whose: { waiting?: string; own?: true }): Promise<PasskeyAnswer> {
  const asked = await postJson<Asked>('/api/auth/passkey/begin', whose)
  if (!asked.ok) return asked
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const response = await startAuthentication({ optionsJSON: asked.options })
    return { ok: true, passkey: { ceremony: asked.ceremony, response: { ...response } } }
  } catch (error) {
    const isAway = callFailed(error).reason === 'unreachable' && !(error instanceof Error)
    return isAway ? { ok: false, reason: 'unreachable' } : { ok: false, reason: 'not_given' }
  }
}
