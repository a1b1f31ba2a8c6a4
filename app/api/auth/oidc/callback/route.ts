import { returnFromProvider } from '@/lib/auth/provider/sign-in'
import { ownOrigin, requestFacts } from '@/request/facts'
import { backToSignIn, forgetAway, tokenOfAway } from '@/request/provider'

/** Where the provider of single sign-on sends people back to. */
export async function GET(request: Request): Promise<Response> {
  const { ip } = await requestFacts()
  const returned = await returnFromProvider(
    new URL(request.url).searchParams.toString(),
    await tokenOfAway(),
    { ip, headers: request.headers },
  )
  if (!returned.ok) return backToSignIn(returned.reason, returned.next)
  const headers = new Headers({ Location: `${await ownOrigin()}${returned.next}` })
  for (const cookie of [...returned.cookies, forgetAway()]) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}
