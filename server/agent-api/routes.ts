import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { openApiDocument } from '@/lib/agent-api/openapi'
import { failureWait } from '@/lib/refusals/throttle'
import { unknownCode } from '@/lib/refusals/writes'
import { type CheckedCode, checkCode } from '@/lib/registrations/reads'
import {
  type RegisterResult,
  refuseUnknownCode,
  registerSourceServer,
} from '@/lib/registrations/writes'
import { isWellFormedCode } from '@/lib/tokens/code'
import { sendJson } from '../edge/send-json'
import { readFacts } from './read-facts'
import { type AgentAnswer, type AgentRequest, agentHandler, methodNotAllowed } from './respond'

/** Programs that machines fetch and run, and what they are served as. */
const SCRIPTS = { 'register.sh': 'application/x-sh', 'register.ps1': 'text/plain; charset=utf-8' }

/**
 * The agent API: how source servers register themselves, its description for programs, and the
 * scripts that use it.
 */
export async function agentApi(app: FastifyInstance): Promise<void> {
  const other = { register: methodNotAllowed('POST'), check: methodNotAllowed('GET, HEAD, POST') }
  const register = agentHandler(registerMachine)
  const check = agentHandler(answerCheck)
  const checkMachine = agentHandler(answerMachineCheck)
  app.all('/api/v1/source-servers', (request, reply) =>
    (request.method === 'POST' ? register : other.register)(request, reply),
  )
  app.all('/api/v1/activation-code', (request, reply) =>
    (request.method === 'POST'
      ? checkMachine
      : request.method === 'GET' || request.method === 'HEAD'
        ? check
        : other.check)(request, reply),
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
  const code = bearer ?? ''
  const isCode = isWellFormedCode(code)
  // Whoever has failed too often is told so before anything of theirs is read; a code that could be
  // one never is.
  const retryAfterSeconds = isCode ? undefined : failureWait('unknown', ip)
  if (retryAfterSeconds) return { code: 'too_many_requests', retryAfterSeconds }
  const facts = await readFacts(raw)
  // A code in the wrong place must be named; else who has none that could be one learns nothing.
  if (!facts.ok && facts.misplaced) return facts.error
  if (!isCode) return refusalOf(refuseUnknownCode(ip, facts.ok ? facts.value : undefined), bearer)
  if (!facts.ok) return facts.error
  const result = await registerSourceServer(code, facts.value, ip)
  if (!result.ok) return refusalOf(result, bearer)
  const { repeated, sourceId, token } = result
  const { id, registeredCount, count, expiresAt } = token
  return {
    status: repeated ? 200 : 201,
    body: { sourceId, accessTokenId: id, registeredCount, count, expiresAt },
  }
}

async function answerCheck({ bearer, ip }: AgentRequest): Promise<AgentAnswer> {
  const token = bearer ? await checkCode(bearer) : undefined
  return answerOfCheck(token, { bearer, ip })
}

/** The same for a machine that tells of itself, as it would to register. */
async function answerMachineCheck({ bearer, ip, raw }: AgentRequest): Promise<AgentAnswer> {
  const facts = await readFacts(raw)
  if (!facts.ok) return facts.error
  const machine = facts.value
  const token = bearer ? await checkCode(bearer, { machine, ip }) : undefined
  if (token && token.status === 'active' && !token.takes) return { code: 'host_not_expected' }
  return answerOfCheck(token, { bearer, ip })
}

function answerOfCheck(
  token: CheckedCode | undefined,
  { bearer, ip }: Pick<AgentRequest, 'bearer' | 'ip'>,
): AgentAnswer {
  if (!token) return refusalOf(unknownCode({ ip }, !isWellFormedCode(bearer ?? '')), bearer)
  const { id, status, count, registeredCount, expiresAt } = token
  return { status: 200, body: { accessTokenId: id, status, count, registeredCount, expiresAt } }
}

type Refused = Extract<RegisterResult, { ok: false }>

/** The problem of a refusal; only a code that was sent can be mistyped. */
function refusalOf(result: Refused, bearer: string | undefined): AgentAnswer {
  return {
    ...result,
    code: result.reason,
    mistyped: bearer !== undefined && 'mistyped' in result && result.mistyped,
  }
}
