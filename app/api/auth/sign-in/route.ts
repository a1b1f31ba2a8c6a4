import { invalid } from '@/lib/answer'
import { signInSchema } from '@/lib/auth/schema'
import { signIn } from '@/lib/auth/sign-in'
import { openDoor } from '@/request/visitor-answer'

export async function POST(request: Request) {
  return openDoor(request, async (fields, ip) => {
    const input = signInSchema.safeParse(fields)
    return input.success ? signIn(input.data, ip, request.headers) : invalid(input.error)
  })
}
