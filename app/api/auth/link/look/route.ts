import { invalid } from '@/lib/answer.shared'
import { lookAtLinkSchema } from '@/lib/auth/schema.shared'
import { lookAtLink } from '@/lib/auth/sign-in/use-link'
import { handlePublicPost } from '@/request/public-endpoint'

/** Tells whoever holds a one-time link whom it is for. */
export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, { ip }) => {
    const input = lookAtLinkSchema.safeParse(fields)
    return input.success ? lookAtLink(input.data.token, ip) : invalid(input.error)
  })
}
