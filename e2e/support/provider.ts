import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose'
import Provider from 'oidc-provider'
import { freePort } from '../../scripts/temporary-postgres'

/** What an account of the provider tells of itself. */
type ProvidedAccount = {
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
}

/** A provider of single sign-on beside the tests: the certified one, signing in by itself. */
export type TestProvider = {
  issuer: string
  environment: Record<string, string>
  accounts: Map<string, ProvidedAccount>
  /** Who is at the screen of the provider. */
  current: string
  /** Changes what its ID tokens say; they are signed with its own key. */
  tamper?: (claims: JWTPayload) => JWTPayload
  /** What it says its own name is, if not the truth. */
  pretendedIssuer?: string
  stop(): Promise<void>
  start(): Promise<void>
}

/** In seconds. */
const HOUR = 3_600

const CLIENT = { id: 'console', secret: 'a-secret-of-the-provider-0123456789' }

/** Starts a provider that knows a console by its address. */
export async function startProvider(consoleUrl: string): Promise<TestProvider> {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }
  const accounts = new Map<string, ProvidedAccount>()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${consoleUrl}/api/auth/oidc/callback`],
        post_logout_redirect_uris: [`${consoleUrl}/sign-in`],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['for the tests only'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: HOUR, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...accounts.get(id) }),
    }),
  })
  const handle = provider.callback()

  /** Signs in whoever is at the screen, and lets the console have what it asks for. */
  async function interact(request: IncomingMessage, response: ServerResponse) {
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, {
        login: { accountId: test.current },
      })
    const grant = new provider.Grant({
      accountId: session?.accountId,
      clientId: String(params.client_id),
    })
    grant.addOIDCScope('openid email profile')
    const consent = { grantId: await grant.save() }
    return provider.interactionFinished(
      request,
      response,
      { consent },
      { mergeWithLastSubmission: true },
    )
  }

  /** Lets an answer through changed. */
  function rewriting(response: ServerResponse, change: (text: string) => Promise<string>) {
    const end = response.end.bind(response) as (text: string) => ServerResponse
    response.end = ((body?: string | Buffer) => {
      void change(String(body ?? '')).then((text) => {
        if (!response.headersSent) response.setHeader('content-length', Buffer.byteLength(text))
        end(text)
      })
      return response
    }) as typeof response.end
  }

  async function tamperedToken(text: string): Promise<string> {
    const answer = JSON.parse(text) as { id_token?: string }
    if (!test.tamper || !answer.id_token) return text
    const claims = JSON.parse(
      Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString(),
    ) as JWTPayload
    const token = new SignJWT(test.tamper(claims)).setProtectedHeader({ alg: 'RS256', kid: 'test' })
    return JSON.stringify({ ...answer, id_token: await token.sign(await importJWK(jwk, 'RS256')) })
  }

  const listen = () =>
    new Promise<ReturnType<typeof createServer>>((resolve) => {
      const server = createServer((request, response) => {
        const path = request.url ?? ''
        if (path.startsWith('/interaction/')) return void interact(request, response)
        if (path === '/token') rewriting(response, tamperedToken)
        if (path.startsWith('/.well-known/') && test.pretendedIssuer)
          rewriting(response, async (text) =>
            JSON.stringify({ ...JSON.parse(text), issuer: test.pretendedIssuer }),
          )
        void handle(request, response)
      })
      server.listen(port, () => resolve(server))
    })

  let server = await listen()
  const test: TestProvider = {
    issuer,
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_LABEL: 'Example ID',
    },
    accounts,
    current: '',
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    async start() {
      server = await listen()
    },
  }
  return test
}
