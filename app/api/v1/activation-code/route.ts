import { answerAgent, methodNotAllowed } from '@/lib/registrations/agent-door'
import { getCodeWorth } from '@/lib/registrations/reads'
import { tooMany } from '@/lib/registrations/writes'
import { isWellFormedCode } from '@/lib/tokens/code'

export async function GET(request: Request) {
  return answerAgent(request, async ({ bearer, ip }) => {
    const token = bearer ? await getCodeWorth(bearer) : undefined
    if (!token) {
      const throttled = tooMany('unknown', ip)
      return {
        ...throttled,
        code: throttled?.reason ?? 'unknown_code',
        mistyped: bearer !== undefined && !isWellFormedCode(bearer) && !throttled,
      }
    }
    const { id, status, count, registeredCount, expiresAt } = token
    return { status: 200, body: { accessTokenId: id, status, count, registeredCount, expiresAt } }
  })
}

export const POST = methodNotAllowed('GET, HEAD')
export const PUT = POST
export const PATCH = POST
export const DELETE = POST
export const OPTIONS = POST
