import { parseHostFilter } from '@/lib/waves/hosts/query.shared'
import { listHosts } from '@/lib/waves/hosts/reads'
import { waveIdSchema } from '@/lib/waves/schema.shared'
import { currentSession } from '@/request/session'

const MOST = 50

/** Tells a dialog which missing hosts of a wave hold a text. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Sign in first.' }, { status: 401 })
  const { id } = await params
  if (!waveIdSchema.safeParse(id).success) return Response.json({ hosts: [] })
  const { search } = parseHostFilter(Object.fromEntries(new URL(request.url).searchParams))
  const { entries } = await listHosts(session.actor, id, { state: 'missing', search }, {}, MOST)
  const hosts = entries.map(({ id: hostId, hostname }) => ({ id: hostId, hostname }))
  return Response.json({ hosts }, { headers: { 'Cache-Control': 'no-store' } })
}
