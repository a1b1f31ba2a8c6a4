import { invalid } from '@/lib/answer.shared'
import { signInFurtherSchema } from '@/lib/auth/schema.shared'
import { signInFurther } from '@/lib/auth/sign-in/sign-in'
import { ownOrigin } from '@/request/facts'
import { handlePublicPost } from '@/request/public-endpoint'

/** The second step of a sign-in: a code, a recovery code or a passkey. */
export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, visitor) => {
    const input = signInFurtherSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const { waiting, ...proof } = input.data
    return signInFurther(waiting, proof, visitor, await ownOrigin())
  })
}
