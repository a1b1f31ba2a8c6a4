import { answerAgent, methodNotAllowed } from '@/lib/registrations/agent-door'
import { readFacts } from '@/lib/registrations/facts'
import { failureWait } from '@/lib/registrations/throttle'
import { registerSourceServer } from '@/lib/registrations/writes'
import { isWellFormedCode } from '@/lib/tokens/code'

/** Facts in place of those that could not be read: they go with a code that can't be one, and are never written. */
const NOTHING = { machineId: '', hostname: '' }

export async function POST(request: Request) {
  return answerAgent(request, async ({ bearer, ip }) => {
    // Whoever has failed too often is told so before anything of theirs is read; a code that could be one never is.
    const retryAfterSeconds = isWellFormedCode(bearer ?? '') ? undefined : failureWait('unknown', ip)
    if (retryAfterSeconds) return { code: 'too_many_requests', retryAfterSeconds }
    const facts = await readFacts(request)
    // Who has no code that could be one learns nothing else; but a code in the wrong place must be named.
    if (!facts.ok && (facts.misplaced || isWellFormedCode(bearer ?? ''))) return facts.refusal
    const result = await registerSourceServer(bearer ?? '', facts.ok ? facts.value : NOTHING, ip)
    if (!result.ok) return { ...result, code: result.reason, mistyped: bearer !== undefined && 'mistyped' in result && result.mistyped }
    const { repeated, sourceId, token } = result
    const { id, registeredCount, count, expiresAt } = token
    return { status: repeated ? 200 : 201, body: { sourceId, accessTokenId: id, registeredCount, count, expiresAt } }
  })
}

export const GET = methodNotAllowed('POST')
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
export const OPTIONS = GET
