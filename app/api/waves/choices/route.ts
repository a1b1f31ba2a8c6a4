import { listWaveChoices } from '@/lib/waves/reads'
import { waveIdSchema } from '@/lib/waves/schema.shared'
import { currentSession } from '@/request/session'

/** Tells forms which waves a code may be put into. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Sign in first.' }, { status: 401 })
  const also = waveIdSchema.safeParse(new URL(request.url).searchParams.get('also')).data
  const waves = await listWaveChoices(session.actor, also)
  return Response.json({ waves }, { headers: { 'Cache-Control': 'no-store' } })
}
