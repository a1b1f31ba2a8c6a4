import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { factsOf, splitAddress } from '../edge/admission'
import { readBody, readingHandler } from '../edge/read-body'
import { isSmcCall } from '../edge/recognise-smc'
import type { Handler } from '../pages/page-handler'
import { answerSmc, MAX_BODY_BYTES } from './endpoint'

/**
 * The SMC API: at `/`, where its clients send their calls, and at an address of its own.
 * @param options `people` answers what is sent to `/` by people
 */
export async function smcApi(app: FastifyInstance, { people }: { people: Handler }): Promise<void> {
  const answer = readingHandler(async (request, reply) => {
    const { raw } = request
    const [path, query] = splitAddress(raw.url)
    const body = await readBody(raw, MAX_BODY_BYTES)
    const wire = { method: raw.method ?? '', path, query, headers: headersOf(raw.headers), body }
    const { status, headers, text } = await answerSmc(wire, factsOf(request))
    return reply.code(status).headers(headers).send(text)
  })
  app.all('/', async (request, reply) => {
    const [path, query] = splitAddress(request.raw.url)
    return (isSmcCall(request.raw, path, query) ? answer : people)(request, reply)
  })
  app.all('/api/smc', answer)
  app.all('/api/smc/', answer)
}

/** Headers, with those that came more than once joined as signatures cover them. */
function headersOf(sent: IncomingHttpHeaders): Headers {
  return new Headers(
    Object.entries(sent).map(([name, value = '']): [string, string] => [
      name,
      [value].flat().join(', '),
    ]),
  )
}
