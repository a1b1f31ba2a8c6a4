import 'server-only'
import { type LoggedCall, logCall } from '@/lib/access-keys/calls'
import type { Actor } from '@/lib/actors/actor'
import { recordRefused } from '@/lib/audit/writes'
import { isOutage } from '@/lib/db/errors/outage'
import { env } from '@/lib/env'
import { RETRY_SECONDS } from '@/lib/http/retry'
import { log } from '@/lib/log'
import { withoutCodes } from '@/lib/text/code-pattern.shared'
import type { RequestFacts } from '../edge/admission'
import { proveAccess } from './access'
import { answerData, answerProblem, formatOf, type SmcAnswer, type SmcFormat } from './answer'
import type { SmcData } from './operation'
import { findOperation } from './operations'
import { parsePairs } from './parameters'
import { refuse, type SmcError } from './problem'
import { readRequest, type SmcRequest, type WireRequest } from './request'

const VERSION = '2019-06-01'

/** Bytes of body that a call may have. */
export const MAX_BODY_BYTES = 65_536

/** An operation's name as the log of a key keeps it; anything may stand there in a call. */
const MAX_LOGGED_NAME = 64

/** A call as it was sent; without its body where that is too large. */
type SentCall = Omit<WireRequest, 'body'> & { body: Uint8Array | undefined }

type Outcome = { ok: true; operation: string; data: SmcData } | { ok: false; error: SmcError }

/**
 * The SMC API's one entry point: reads a call, proves who calls, runs the operation, answers in the
 * format that is asked for. Whatever fails is told as SMC tells it; failures of ours stand in the
 * log under the request's ID.
 */
export async function answerSmc(
  sent: SentCall,
  { requestId, ip }: RequestFacts,
): Promise<SmcAnswer> {
  const { body } = sent
  const host = consoleHost(sent.headers)
  let format: SmcFormat = 'JSON'
  try {
    format = formatAsked(sent)
    const outcome = body
      ? await answerCall({ ...sent, body }, { requestId, ip })
      : refuse('RequestTooLarge')
    return outcome.ok
      ? answerData(outcome.operation, outcome.data, requestId, format)
      : answerProblem(outcome.error, requestId, host, format)
  } catch (error) {
    log.error({ requestId, err: error }, 'a call of the SMC API failed')
    const { error: failure } = isOutage(error)
      ? refuse('ServiceUnavailable', undefined, RETRY_SECONDS)
      : refuse('InternalError')
    return answerProblem(failure, requestId, host, format)
  }
}

/**
 * The host that answers name: the one people open, where it is set, and never what a client makes
 * up then.
 */
function consoleHost(headers: Headers): string {
  const { PUBLIC_URL } = env()
  return PUBLIC_URL ? new URL(PUBLIC_URL).host : (headers.get('host') ?? '')
}

function formatAsked({ query, body = new Uint8Array(), headers }: SentCall): SmcFormat {
  const pairs = [query, Buffer.from(body).toString('latin1')]
    .map(parsePairs)
    .flatMap((parsed) => (parsed.ok ? parsed.pairs : []))
  const isV3 = /^ACS3-/i.test(headers.get('authorization') ?? '')
  return formatOf(
    pairs.find(([name]) => name === 'Format')?.[1],
    isV3 ? headers.get('accept') : null,
  )
}

async function answerCall(wire: WireRequest, about: RequestFacts): Promise<Outcome> {
  if (wire.method !== 'GET' && wire.method !== 'POST') return refuse('UnsupportedHTTPMethod')
  const request = readRequest(wire)
  if (!request.ok) return request
  const operation = withoutCodes(request.action).slice(0, MAX_LOGGED_NAME).toWellFormed()
  const access = await proveAccess(request, about.ip)
  if (!access.ok) {
    const { accessKeyId, error } = access
    if (accessKeyId) await keepCall({ accessKeyId, operation, result: error.code, ...about }, false)
    return access
  }
  const outcome = await runOperation(access.actor, request)
  const result = outcome.ok ? 'OK' : outcome.error.code
  if (result === 'NoPermission')
    await recordRefused(access.actor, 'action.refused', '', {
      action: [null, operation],
      role: [null, access.actor.role],
    })
  await keepCall({ accessKeyId: access.actor.id, operation, result, ...about }, true)
  return outcome
}

/**
 * Logs a call. What it did is done by now, so a log that can't be written must not change the
 * answer.
 */
async function keepCall(call: LoggedCall, proven: boolean): Promise<void> {
  log.info({ ...call, proven }, 'SMC call')
  await logCall(call, proven).catch((error) =>
    log.warn({ requestId: call.requestId, err: error }, 'a call could not be logged'),
  )
}

async function runOperation(
  actor: Actor,
  { action, version, parameters }: SmcRequest,
): Promise<Outcome> {
  if (version !== VERSION) return refuse('InvalidVersion')
  const run = findOperation(action)
  if (!run) return refuse('InvalidAction.NotFound')
  const answer = await run(actor, parameters)
  return answer.ok ? { ok: true, operation: action, data: answer.data } : answer
}
