import { handlePublicPost } from '@/request/public-endpoint'
import { anySession } from '@/request/session'

/** Tells that somebody is there: a session that nobody uses ends. */
export async function POST(request: Request) {
  return handlePublicPost(request, async () =>
    (await anySession()) ? { ok: true } : { ok: false, reason: 'signed_out' },
  )
}
