import { invalid } from '@/lib/answer.shared'
import { setUpSchema } from '@/lib/auth/schema.shared'
import { createFirstAdministrator } from '@/lib/auth/set-up/first-administrator'
import { checkSetUp } from '@/lib/auth/set-up/token'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { handlePublicPost } from '@/request/public-endpoint'

export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, visitor) => {
    const input = setUpSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const allowed = await checkSetUp(input.data.token, visitor.ip)
    if (!allowed.ok) return allowed
    const created = await createFirstAdministrator(input.data, visitor.ip)
    return created.ok ? signIn(input.data, visitor) : created
  })
}
