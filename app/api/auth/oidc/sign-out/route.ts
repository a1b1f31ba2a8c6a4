import { signOutAtProvider } from '@/lib/auth/provider/sign-in'
import { ownOrigin } from '@/request/facts'

/** Leads to where one signs out at the provider too; to sign-in where it has no such place. */
export async function GET(): Promise<Response> {
  const origin = await ownOrigin()
  const url = (await signOutAtProvider(origin)) ?? `${origin}/sign-in`
  return new Response(null, { status: 303, headers: { Location: url } })
}
