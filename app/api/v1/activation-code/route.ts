import { answerAgent, methodNotAllowed } from '@/lib/registrations/agent-door'
import { getCodeWorth } from '@/lib/registrations/reads'
import { isWellFormedCode } from '@/lib/tokens/code'

export async function GET(request: Request) {
  return answerAgent(request, async ({ bearer }) => {
    const token = bearer ? await getCodeWorth(bearer) : undefined
    if (!token) return { code: 'unknown_code', mistyped: bearer !== undefined && !isWellFormedCode(bearer) }
    const { id, status, count, registeredCount, expiresAt } = token
    return { status: 200, body: { accessTokenId: id, status, count, registeredCount, expiresAt } }
  })
}

export const POST = methodNotAllowed('GET')
export const PUT = POST
export const PATCH = POST
export const DELETE = POST
export const OPTIONS = POST
