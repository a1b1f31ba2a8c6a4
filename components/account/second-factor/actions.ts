'use server'

import { withPassword } from '@/lib/auth/proof/with-password'
import {
  addPasskeySchema,
  confirmAuthenticatorSchema,
  onePasskeySchema,
  withPasswordSchema,
} from '@/lib/auth/schema.shared'
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
} from '@/lib/auth/second-factor/authenticator'
import { addPasskey, beginPasskey, removePasskey } from '@/lib/auth/second-factor/passkeys'
import { drawQr } from '@/lib/auth/second-factor/picture'
import { renewRecoveryCodes } from '@/lib/auth/second-factor/recovery-codes'
import { action } from '@/request/action'
import { ownOrigin } from '@/request/facts'

// What is shown once must outlive the answer: pages are refreshed when it was closed.
const STAY = { refreshAfter: () => false }

/** Makes a new authenticator, for its app to take up. */
export const beginAuthenticatorAction = action(
  { ...STAY, input: withPasswordSchema, enrolling: true },
  (_actor, { password }, session) =>
    withPassword(session, password, async (actor) => {
      const { address, ...begun } = await beginAuthenticator(actor)
      return { ok: true as const, ...begun, picture: drawQr(address) }
    }),
)

export const confirmAuthenticatorAction = action(
  { ...STAY, input: confirmAuthenticatorSchema, enrolling: true },
  (actor, input, { sessionId }) => confirmAuthenticator(actor, sessionId, input),
)

export const removeAuthenticatorAction = action(
  { input: withPasswordSchema },
  (_actor, { password }, session) => withPassword(session, password, removeAuthenticator),
)

export const renewRecoveryCodesAction = action(
  { ...STAY, input: withPasswordSchema },
  (_actor, { password }, session) => withPassword(session, password, renewRecoveryCodes),
)

export const beginPasskeyAction = action(
  { ...STAY, input: withPasswordSchema, enrolling: true },
  (_actor, { password }, session) =>
    withPassword(session, password, async (actor) => ({
      ok: true as const,
      ...(await beginPasskey(actor, await ownOrigin())),
    })),
)

export const addPasskeyAction = action(
  { input: addPasskeySchema, enrolling: true },
  async (actor, input, { sessionId }) => addPasskey(actor, sessionId, input, await ownOrigin()),
)

export const removePasskeyAction = action(
  { input: onePasskeySchema, proof: true },
  (actor, { id }) => removePasskey(actor, id),
)
