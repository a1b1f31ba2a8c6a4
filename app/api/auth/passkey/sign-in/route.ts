import { invalid } from '@/lib/answer.shared'
import { passkeySignInSchema } from '@/lib/auth/schema.shared'
import { signInWithPasskey } from '@/lib/auth/sign-in/sign-in'
import { ownOrigin } from '@/request/facts'
import { handlePublicPost } from '@/request/public-endpoint'

export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, visitor) => {
    const input = passkeySignInSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    return signInWithPasskey(input.data, visitor, await ownOrigin())
  })
}
