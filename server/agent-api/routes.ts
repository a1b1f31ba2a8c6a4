import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '@/lib/agent-api/openapi'
import { checkCode } from '@/lib/registrations/reads'
import { failureWait } from '@/lib/registrations/throttle'
import { registerSourceServer, tooMany } from '@/lib/registrations/writes'
import { isWellFormedCode } from '@/lib/tokens/code'
import { sendJson } from '../edge/send-json'
import { readFacts } from './read-facts'
import { type AgentAnswer, type AgentRequest, agentHandler, methodNotAllowed } from './respond'

/**
 * Facts in place of those that could not be read: they go with a code that can't be one, and are
 * never written.
 */
const NOTHING = { machineId: '', hostname: '' }

/** Programs that machines fetch and run, and what they are served as. */
const SCRIPTS = { 'register.sh': 'application/x-sh', 'register.ps1': 'text/plain; charset=utf-8' }

/**
 * The agent API: how source servers register themselves, its description for programs, and the
 * scripts that use it.
 */
export async function agentApi(app: FastifyInstance): Promise<void> {
  const other = { register: methodNotAllowed('POST'), worth: methodNotAllowed('GET, HEAD') }
  const register = agentHandler(registerMachine)
  const worth = agentHandler(tellWorth)
  app.all('/api/v1/source-servers', (request, reply) =>
    (request.method === 'POST' ? register : other.register)(request, reply),
  )
  app.all('/api/v1/activation-code', (request, reply) =>
    (request.method === 'GET' || request.method === 'HEAD' ? worth : other.worth)(request, reply),
  )
  // Every other address too, so that programs get problem details there, and codes in paths are
  // named.
  app.all(
    '/api/v1/*',
    agentHandler(async () => ({ code: 'not_found' })),
  )
  const description = openApiDocument()
  app.get('/api/openapi.json', async (_request, reply) => sendJson(reply, 200, description))
  for (const [name, type] of Object.entries(SCRIPTS)) {
    // A shell stumbles over the line ends of Windows, which a checkout may have.
    const script = Buffer.from(readFileSync(`public/${name}`, 'utf8').replaceAll('\r\n', '\n'))
    app.get(`/${name}`, async (_request, reply) =>
      reply.type(type).header('Cache-Control', 'no-cache').send(script),
    )
  }
}

async function registerMachine({ bearer, ip, raw }: AgentRequest): Promise<AgentAnswer> {
  // Whoever has failed too often is told so before anything of theirs is read; a code that could be
  // one never is.
  const retryAfterSeconds = isWellFormedCode(bearer ?? '') ? undefined : failureWait('unknown', ip)
  if (retryAfterSeconds) return { code: 'too_many_requests', retryAfterSeconds }
  const facts = await readFacts(raw)
  // Who has no code that could be one learns nothing else; but a code in the wrong place must be
  // named.
  if (!facts.ok && (facts.misplaced || isWellFormedCode(bearer ?? ''))) return facts.refusal
  const result = await registerSourceServer(bearer ?? '', facts.ok ? facts.value : NOTHING, ip)
  if (!result.ok)
    return {
      ...result,
      code: result.reason,
      mistyped: bearer !== undefined && 'mistyped' in result && result.mistyped,
    }
  const { repeated, sourceId, token } = result
  const { id, registeredCount, count, expiresAt } = token
  return {
    status: repeated ? 200 : 201,
    body: { sourceId, accessTokenId: id, registeredCount, count, expiresAt },
  }
}

async function tellWorth({ bearer, ip }: AgentRequest): Promise<AgentAnswer> {
  const token = bearer ? await checkCode(bearer) : undefined
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
}
