import { answerAgent } from '@/lib/registrations/agent-door'

/** Every other address of the agent API, so that programs get problem details there too, and codes in paths are named. */
export async function GET(request: Request) {
  return answerAgent(request, async () => ({ code: 'not_found' }))
}

export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
export const OPTIONS = GET
