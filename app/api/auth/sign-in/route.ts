import { invalid } from '@/lib/answer.shared'
import { signInSchema } from '@/lib/auth/schema.shared'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { handlePublicPost } from '@/request/public-endpoint'

export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, visitor) => {
    const input = signInSchema.safeParse(fields)
    return input.success ? signIn(input.data, visitor) : invalid(input.error)
  })
}
