import { invalid } from '@/lib/answer.shared'
import { useLinkSchema } from '@/lib/auth/schema.shared'
import { choosePassword } from '@/lib/auth/sign-in/use-link'
import { handlePublicPost } from '@/request/public-endpoint'

/** Chooses a password with a one-time link, and signs in. */
export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, visitor) => {
    const input = useLinkSchema.safeParse(fields)
    return input.success ? choosePassword(input.data, visitor) : invalid(input.error)
  })
}
