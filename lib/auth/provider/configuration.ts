import 'server-only'
import * as client from 'openid-client'
import { oidcProvider } from '@/lib/env'
import type { ProviderSettings } from '@/lib/provider-settings'

/** Seconds that the provider may take to answer. */
const TIMEOUT_SECONDS = 10

/** Seconds that the clocks of provider and console may be apart. */
const CLOCK_TOLERANCE_SECONDS = 60

/** The provider of single sign-on, as the environment names it, if there is one. */
export function providerSettings(): ProviderSettings | undefined {
  return oidcProvider()
}

/** What single sign-on is called on buttons; `undefined` where there is none. */
export function providerLabel(): string | undefined {
  return providerSettings()?.label
}

/**
 * Asks for the provider's endpoints and keys, as it publishes them; each time anew, so that one
 * that is away, or has moved, is noticed before somebody is sent there.
 * @throws what the network or the library says where the provider is away, or is another one
 */
export async function discoverProvider({
  issuer,
  clientId,
  clientSecret,
}: ProviderSettings): Promise<client.Configuration> {
  const metadata = { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS }
  const isPlain = new URL(issuer).protocol === 'http:'
  const configuration = await client.discovery(new URL(issuer), clientId, metadata, undefined, {
    timeout: TIMEOUT_SECONDS,
    // Settings take plain HTTP for this very machine only.
    execute: isPlain ? [client.allowInsecureRequests] : [],
  })
  configuration.timeout = TIMEOUT_SECONDS
  return configuration
}
