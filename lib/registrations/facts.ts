import 'server-only'
import { readBoundedText } from '../read-bounded-text'
import { type AgentRefusal, misplacedCode } from './agent-door'
import { MAX_BODY_BYTES, type SourceFacts, sourceFactsSchema } from './schema'

type ReadFacts = { ok: true; value: SourceFacts } | { ok: false; refusal: AgentRefusal; misplaced?: boolean }

/** Reads what a machine tells about itself from a request: JSON of at most 64 KiB, without a code anywhere in it. */
export async function readFacts(request: Request): Promise<ReadFacts> {
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')
  const encoding = request.headers.get('content-encoding')
  if (!isJson || (encoding && encoding !== 'identity')) return { ok: false, refusal: { code: 'unsupported_media_type' } }

  const text = await readBoundedText(request, MAX_BODY_BYTES)
  if (text === undefined) return { ok: false, refusal: { code: 'too_large' } }
  const misplaced = misplacedCode(text, 'body')
  if (misplaced) return { ok: false, refusal: misplaced, misplaced: true }

  const body = parseJson(text)
  if (body === undefined) return { ok: false, refusal: { code: 'invalid_request', errors: [{ field: 'body', message: 'must be JSON' }] } }
  const facts = sourceFactsSchema.safeParse(body)
  if (facts.success) return { ok: true, value: facts.data }
  const errors = facts.error.issues.slice(0, 20).map(({ path, message }) => ({ field: path.join('.') || 'body', message }))
  return { ok: false, refusal: { code: 'invalid_request', errors } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
