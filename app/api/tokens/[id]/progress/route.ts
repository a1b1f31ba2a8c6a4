import { getProgress } from '@/lib/registrations/reads'
import { tokenIdSchema } from '@/lib/tokens/schema.shared'
import { currentSession } from '@/request/session'

type Context = { params: Promise<{ id: string }> }

/** How far a code has been used: what its dialog asks for while it is open. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Sign in first.' }, { status: 401, headers })
  const { id } = await params
  const progress = tokenIdSchema.safeParse(id).success
    ? await getProgress(session.actor, id)
    : undefined
  if (!progress) return Response.json({ message: 'No such code.' }, { status: 404, headers })
  return Response.json(progress, { headers })
}
