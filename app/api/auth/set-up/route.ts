import { invalid } from '@/lib/answer.shared'
import { setUpSchema } from '@/lib/auth/schema.shared'
import { signIn } from '@/lib/auth/sessions/sign-in'
import { createFirstAdministrator } from '@/lib/auth/set-up/first-administrator'
import { checkSetUp } from '@/lib/auth/set-up/token'
import { handlePublicPost } from '@/request/public-endpoint'

export async function POST(request: Request) {
  return handlePublicPost(request, async (fields, ip) => {
    const input = setUpSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const allowed = await checkSetUp(input.data.token, ip)
    if (!allowed.ok) return allowed
    const created = await createFirstAdministrator(input.data, ip)
    return created.ok ? signIn(input.data, ip, request.headers) : created
  })
}
