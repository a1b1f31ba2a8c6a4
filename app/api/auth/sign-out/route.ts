import { isHttps } from '@/lib/env'
import { handlePublicPost } from '@/request/public-endpoint'
import { endCurrentSession } from '@/request/sign-out'

/**
 * Signs out from pages that are older than the console. Only JSON is taken, which no other site can
 * send.
 */
export async function POST(request: Request) {
  return handlePublicPost(request, async () => {
    const attributes = `Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isHttps() ? '; Secure' : ''}`
    return { ok: true, cookies: [`${await endCurrentSession()}=; ${attributes}`] }
  })
}
