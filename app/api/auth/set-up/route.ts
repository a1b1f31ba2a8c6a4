import { invalid } from '@/lib/answer'
import { setUpSchema } from '@/lib/auth/schema'
import { checkSetUp } from '@/lib/auth/setup'
import { signIn } from '@/lib/auth/sign-in'
import { createFirstAdministrator } from '@/lib/auth/writes'
import { openDoor } from '@/request/visitor-answer'

export async function POST(request: Request) {
  return openDoor(request, async (fields, ip) => {
    const input = setUpSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const allowed = await checkSetUp(input.data.token, ip)
    if (!allowed.ok) return allowed
    const created = await createFirstAdministrator(input.data, ip)
    return created.ok ? signIn(input.data, ip, request.headers) : created
  })
}
