import { invalid } from '@/lib/answer.shared'
import { isProven } from '@/lib/auth/proof/prove'
import { type Errand, goToProvider } from '@/lib/auth/provider/sign-in'
import { HOME, safeReturnPath } from '@/lib/auth/return-path.shared'
import { lookAtLinkSchema } from '@/lib/auth/schema.shared'
import { lookAtLink } from '@/lib/auth/sign-in/use-link'
import { hashOfLink } from '@/lib/people/links'
import { ownOrigin } from '@/request/facts'
import { awayCookie, backToSignIn, keepAway } from '@/request/provider'
import { handlePublicPost } from '@/request/public-endpoint'
import { currentSession } from '@/request/session'
import { tooManyBegun } from '@/request/visitors'

/**
 * Sends somebody to the provider of single sign-on: to sign in, to prove who they are, or to join
 * their account to that of the provider.
 */
export async function GET(request: Request): Promise<Response> {
  const parameters = new URL(request.url).searchParams
  const next = safeReturnPath(parameters.get('next') ?? undefined)
  if (await tooManyBegun()) return backToSignIn('too_many', next)
  const errand = await errandOf(request, parameters.get('for'), next)
  if (!errand) return backToSignIn('too_late', next)
  const gone = await goToProvider(errand, await ownOrigin())
  return gone.ok ? keepAway(gone) : backToSignIn(gone.reason, next)
}

/** For whoever was invited: their link must not stand in an address. Tells where to go. */
export async function POST(request: Request): Promise<Response> {
  return handlePublicPost(request, async (fields, { ip }) => {
    const input = lookAtLinkSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const { token } = input.data
    const looked = await lookAtLink(token, ip)
    if (!looked.ok) return looked
    if (looked.kind !== 'invitation') return { ok: false, reason: 'link_over' }
    const gone = await goToProvider({ next: HOME, link: hashOfLink(token) }, await ownOrigin())
    if (!gone.ok) return { ok: false, reason: 'provider_away' }
    return { ok: true, url: gone.url, cookies: [awayCookie(gone)] }
  })
}

/** Whether a page of the console leads here, or an address that was typed. */
function isFromHere({ headers }: Request): boolean {
  return ['same-origin', 'none', null].includes(headers.get('sec-fetch-site'))
}

async function errandOf(
  request: Request,
  what: string | null,
  next: string,
): Promise<Errand | undefined> {
  if (what !== 'proof' && what !== 'join') return { next }
  const session = isFromHere(request) ? await currentSession() : undefined
  if (!session) return undefined
  const { sessionId, actor } = session
  if (what === 'proof') return { next, proves: sessionId }
  return isProven(session) ? { next, joins: { personId: actor.id, sessionId } } : undefined
}
