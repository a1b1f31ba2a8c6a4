import type { FastifyReply } from 'fastify'

/**
 * Answers with JSON. As bytes: to a text the framework would add a charset, which JSON does not
 * have (RFC 8259).
 * @param type for kinds of JSON that have a name of their own
 */
export function sendJson(
  reply: FastifyReply,
  status: number,
  body: object,
  type = 'application/json',
): FastifyReply {
  return reply
    .code(status)
    .type(type)
    .send(Buffer.from(JSON.stringify(body)))
}
