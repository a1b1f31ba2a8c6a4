import { db } from '@/lib/db/client'
import { log } from '@/lib/log'
import { requestFacts } from '@/lib/request'

export const dynamic = 'force-dynamic'

/** Readiness: 200 when the database answers, 503 when it does not. */
export async function GET() {
  const headers = { 'Cache-Control': 'no-store' }
  try {
    await db.installation.count()
    return Response.json({ status: 'ok' }, { headers })
  } catch (error) {
    const { requestId } = await requestFacts()
    log.warn({ requestId, err: error }, 'the database is away')
    return Response.json({ status: 'unavailable' }, { status: 503, headers: { ...headers, 'Retry-After': '5' } })
  }
}
