import { expect } from '@playwright/test'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/**
 * The agent API as a machine speaks it, without a browser. Each answer is held against the OpenAPI
 * document.
 */
export type Agent = {
  register(code: string, facts: Facts): Promise<Answer>
  check(code: string): Promise<Answer>
  post(body: BodyInit, headers: Record<string, string>): Promise<Response>
}

type Facts = { machineId: string; hostname: string } & Record<string, unknown>
type Answer = { status: number; body: Record<string, unknown>; headers: Headers }

type Document = {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content: Record<string, { schema: object }> }> }>
  >
  components: object
}

export async function createAgent(url: string, address = '198.51.100.1'): Promise<Agent> {
  const document: Document = await (await fetch(`${url}/api/openapi.json`)).json()
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const validators = new Map<string, ValidateFunction>()

  async function checked(path: string, method: string, response: Response): Promise<Answer> {
    const body = await response.json()
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
    const schema =
      document.paths[path]?.[method]?.responses[String(response.status)]?.content[mediaType]?.schema
    if (!schema)
      throw new Error(
        `${method} ${path} answers ${response.status} ${mediaType}, which the document ` +
          'does not know.',
      )
    const key = JSON.stringify(schema)
    const validate =
      validators.get(key) ?? ajv.compile({ ...schema, components: document.components })
    validators.set(key, validate)
    expect(validate(body), JSON.stringify(validate.errors)).toBe(true)
    expect(body.requestId).toBe(response.headers.get('x-request-id'))
    return { status: response.status, body, headers: response.headers }
  }

  const from = { 'x-forwarded-for': address }
  const post = (body: BodyInit, headers: Record<string, string>) =>
    fetch(`${url}/api/v1/source-servers`, {
      method: 'POST',
      body,
      headers: { ...from, ...headers },
    })
  return {
    post,
    async register(code, facts) {
      const headers = { authorization: `Bearer ${code}`, 'content-type': 'application/json' }
      return checked('/api/v1/source-servers', 'post', await post(JSON.stringify(facts), headers))
    },
    async check(code) {
      const response = await fetch(`${url}/api/v1/activation-code`, {
        headers: { ...from, authorization: `Bearer ${code}` },
      })
      return checked('/api/v1/activation-code', 'get', response)
    },
  }
}
