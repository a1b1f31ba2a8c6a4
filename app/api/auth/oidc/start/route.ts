import { invalid } from '@/lib/answer.shared'
import { isProven } from '@/lib/auth/proof/prove'
import { type Errand, goToProvider } from '@/lib/auth/provider/sign-in'
import { HOME, safeReturnPath } from '@/lib/auth/return-path.shared'
import { lookAtLinkSchema } from '@/lib/auth/schema.shared'
import { ownOrigin } from '@/request/facts'
import { awayCookie, backToSignIn, keepAway } from '@/request/provider'
import { handlePublicPost } from '@/request/public-endpoint'
import { currentSession } from '@/request/session'

/**
 * Sends somebody to the provider of single sign-on: to sign in, to prove who they are, or to join
 * their account to that of the provider. Only pages of the console lead here.
 */
export async function GET(request: Request): Promise<Response> {
  const parameters = new URL(request.url).searchParams
  const next = safeReturnPath(parameters.get('next') ?? undefined)
  const errand = await errandOf(parameters.get('for'), next)
  if (!errand) return backToSignIn('too_late', next)
  const gone = await goToProvider(errand, await ownOrigin())
  return gone.ok ? keepAway(gone.url, gone.token) : backToSignIn(gone.reason, next)
}

/**
 * For whoever comes with a one-time link, which must not stand in an address: tells where to go.
 */
export async function POST(request: Request): Promise<Response> {
  return handlePublicPost(request, async (fields) => {
    const input = lookAtLinkSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const errand = { next: HOME, link: input.data.token }
    const gone = await goToProvider(errand, await ownOrigin())
    if (!gone.ok) return { ok: false, reason: 'provider_away' }
    return { ok: true, url: gone.url, cookies: [awayCookie(gone.token)] }
  })
}

async function errandOf(what: string | null, next: string): Promise<Errand | undefined> {
  if (what !== 'proof' && what !== 'join') return { next }
  const session = await currentSession()
  if (!session) return undefined
  if (what === 'proof') return { next, proves: session.sessionId }
  return isProven(session) ? { next, joins: session.actor.id } : undefined
}
