import 'server-only'
import * as client from 'openid-client'
import { nobodyAt, recordRefused } from '@/lib/audit/writes'
import { log } from '@/lib/log'
import { openChallenge, takeChallenge } from '../challenges'
import { beginSession, type Visitor } from '../sessions/begin-session'
import { type Claims, factsOf } from './claims'
import { discoverProvider, providerSettings } from './configuration'
import { personOfFacts } from './person'
import type { ProviderProblem } from './problem.shared'
import { proveByProvider } from './proof'

/** Where the provider sends people back to. */
const CALLBACK = '/api/auth/oidc/callback'

/** What somebody goes to the provider for. */
export type Errand = {
  /** Where they go on afterwards, in the console. */
  next: string
  /** The hash of the invitation with which they come in. */
  link?: string
  /** The session in which they prove again who they are. */
  proves?: string
  /** The session in which they join their account to that of the provider. */
  joins?: { personId: string; sessionId: string }
}

type Away = Errand & { nonce: string; verifier: string; origin: string; state: string }

/**
 * Sends somebody to the provider: authorization code with PKCE, state and nonce.
 * @param origin the console's own address, as people open it
 * @returns where to go, and what their browser keeps meanwhile, under the state of this errand
 */
export async function goToProvider(
  errand: Errand,
  origin: string,
): Promise<
  { ok: true; url: string; token: string; state: string } | { ok: false; reason: ProviderProblem }
> {
  const settings = providerSettings()
  if (!settings) return { ok: false, reason: 'provider_off' }
  const verifier = client.randomPKCECodeVerifier()
  const away: Away = {
    ...errand,
    verifier,
    state: client.randomState(),
    nonce: client.randomNonce(),
    origin,
  }
  const configuration = await discoverProvider(settings).catch((error) => {
    log.warn({ err: error }, 'the provider of single sign-on could not be asked')
  })
  if (!configuration) return { ok: false, reason: 'provider_away' }
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${origin}${CALLBACK}`,
    scope: settings.scopes,
    state: away.state,
    nonce: away.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(errand.proves && { prompt: 'login', max_age: '0' }),
  })
  const token = await openChallenge('provider', away)
  return { ok: true, url: url.href, token, state: away.state }
}

export type Returned =
  | { ok: true; next: string; cookies: string[] }
  | { ok: false; reason: ProviderProblem; next: string }

/**
 * Takes somebody back who comes from the provider.
 * @param search the query with which they come
 * @param token what their browser kept; it is good for one return
 */
export async function returnFromProvider(
  search: string,
  token: string,
  visitor: Visitor,
): Promise<Returned> {
  const settings = providerSettings()
  const away = await takeChallenge<Away>('provider', token)
  if (!settings) return { ok: false, reason: 'provider_off', next: '/' }
  if (!away) return { ok: false, reason: 'too_late', next: '/' }
  const refuse = async (reason: ProviderProblem): Promise<Returned> => {
    await recordRefused(nobodyAt(visitor.ip), 'session.refused', '', { reason: [null, reason] })
    return { ok: false, reason, next: away.next }
  }
  const claims = await claimsOf(settings, search, away)
  if (!claims.ok) return refuse(claims.reason)
  const facts = factsOf(claims.claims, settings)
  if (away.proves) {
    const isSame = await proveByProvider(away.proves, settings.issuer, facts.subject, visitor.ip)
    return isSame ? { ok: true, next: away.next, cookies: [] } : refuse('another_person')
  }
  const found = await personOfFacts(facts, settings, away, visitor.ip)
  if (!found.ok) return refuse(found.reason)
  if (away.joins) return { ok: true, next: away.next, cookies: [] }
  const began = await beginSession(
    found.personId,
    { method: 'provider', secondFactor: false },
    visitor,
  )
  return began.ok ? { ...began, next: away.next } : refuse(began.reason)
}

type ClaimsResult =
  | { ok: true; claims: Claims & { sub: string } }
  | { ok: false; reason: 'provider_away' | 'provider_refused' | 'provider_failed' }

/** What the provider says of somebody, of its ID token and its endpoint for more. */
async function claimsOf(
  settings: NonNullable<ReturnType<typeof providerSettings>>,
  search: string,
  { origin, verifier, state, nonce, proves }: Away,
): Promise<ClaimsResult> {
  try {
    const configuration = await discoverProvider(settings)
    const tokens = await client.authorizationCodeGrant(
      configuration,
      new URL(`${origin}${CALLBACK}?${search}`),
      {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        ...(proves && { maxAge: 300 }),
      },
    )
    const claims = tokens.claims()
    if (!claims) return { ok: false, reason: 'provider_failed' }
    const { userinfo_endpoint } = configuration.serverMetadata()
    const more = userinfo_endpoint
      ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {}
    return { ok: true, claims: { ...more, ...claims } }
  } catch (error) {
    log.warn({ err: error }, 'single sign-on failed')
    return { ok: false, reason: reasonOf(error) }
  }
}

function reasonOf(error: unknown): 'provider_away' | 'provider_refused' | 'provider_failed' {
  if (error instanceof client.AuthorizationResponseError) return 'provider_refused'
  const isNetwork =
    error instanceof TypeError ||
    (error instanceof Error && /timeout|abort|fetch failed/i.test(`${error.name} ${error.message}`))
  return isNetwork ? 'provider_away' : 'provider_failed'
}

/** Where one signs out at the provider too, if it has such a place. */
export async function signOutAtProvider(origin: string): Promise<string | undefined> {
  const settings = providerSettings()
  if (!settings) return undefined
  try {
    const configuration = await discoverProvider(settings)
    if (!configuration.serverMetadata().end_session_endpoint) return undefined
    return client.buildEndSessionUrl(configuration, {
      client_id: settings.clientId,
      post_logout_redirect_uri: `${origin}/sign-in`,
    }).href
  } catch (error) {
    log.warn({ err: error }, 'the provider of single sign-on could not be asked')
    return undefined
  }
}
