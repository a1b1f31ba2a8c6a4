import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { parseJson } from '@/lib/http/parse-json'
import {
  MAX_BODY_BYTES,
  type SourceFacts,
  sourceFactsSchema,
} from '@/lib/registrations/source-facts'
import { readBody } from '../edge/read-body'
import { type AgentError, misplacedCode } from './respond'

type ReadFacts =
  | { ok: true; value: SourceFacts }
  | { ok: false; error: AgentError; misplaced?: boolean }

/**
 * Reads what a machine tells about itself from a request: JSON of at most 64 KiB, without a code
 * anywhere in it.
 */
export async function readFacts(request: IncomingMessage): Promise<ReadFacts> {
  const { headers } = request
  const isJson = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(
    headers['content-type'] ?? '',
  )
  const encoding = headers['content-encoding']
  if (!isJson || (encoding && encoding !== 'identity'))
    return { ok: false, error: { code: 'unsupported_media_type' } }

  const sent = await readBody(request, MAX_BODY_BYTES)
  if (!sent) return { ok: false, error: { code: 'too_large' } }
  const text = asText(sent)
  if (text === undefined) return invalidBody('must be text in UTF-8')
  const body = parseJson(text)
  // Looked for in what was meant: JSON can write each letter in another way.
  const misplaced = misplacedCode(unescaped(text), 'body')
  if (misplaced) return { ok: false, error: misplaced, misplaced: true }
  if (body === undefined) return invalidBody('must be JSON')
  const facts = sourceFactsSchema.safeParse(body)
  if (facts.success) return { ok: true, value: facts.data }
  const errors = facts.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ field: path.join('.') || 'body', message }))
  return { ok: false, error: { code: 'invalid_request', errors } }
}

function invalidBody(message: string): ReadFacts {
  return { ok: false, error: { code: 'invalid_request', errors: [{ field: 'body', message }] } }
}

/** A text of JSON with the letters for its `\u0061`; however deep it is nested. */
function unescaped(json: string): string {
  return json.replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}

function asText(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}
