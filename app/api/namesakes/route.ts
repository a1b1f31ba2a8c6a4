import { countNamesakes } from '@/lib/tokens/list/namesakes'
import { issueFieldsSchema } from '@/lib/tokens/schema.shared'
import { currentSession } from '@/request/session'

/** Tells a form how many codes have a name already. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Sign in first.' }, { status: 401 })
  const fields = Object.fromEntries(new URL(request.url).searchParams)
  const { data } = issueFieldsSchema.safeParse(fields)
  const count = data?.name ? await countNamesakes(session.actor, data.name) : 0
  return Response.json({ count }, { headers: { 'Cache-Control': 'no-store' } })
}
