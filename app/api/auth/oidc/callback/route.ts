import { returnFromProvider } from '@/lib/auth/provider/sign-in'
import { ownOrigin, requestFacts } from '@/request/facts'
import { backToSignIn, forgetAway, tokenOfAway } from '@/request/provider'

/** Where the provider of single sign-on sends people back to. */
export async function GET(request: Request): Promise<Response> {
  const { ip } = await requestFacts()
  const parameters = new URL(request.url).searchParams
  const state = parameters.get('state') ?? ''
  const visitor = { ip, headers: request.headers }
  const returned = await returnFromProvider(
    parameters.toString(),
    await tokenOfAway(state),
    visitor,
  )
  if (!returned.ok) return backToSignIn(returned.reason, returned.next, state)
  const headers = new Headers({ Location: `${await ownOrigin()}${returned.next}` })
  for (const cookie of [...returned.cookies, forgetAway(state)])
    headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}
