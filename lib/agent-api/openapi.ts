import { z } from 'zod'
import { MAX_BODY_BYTES, sourceFactsSchema } from '../registrations/source-facts'
import { statusOfProblem, titleOfProblem } from './problems'
import {
  codeAnswerSchema,
  type ProblemCode,
  problemSchema,
  registrationAnswerSchema,
} from './schema'

const REGISTER_PROBLEMS: ProblemCode[] = [
  'unknown_code',
  'code_disabled',
  'code_expired',
  'code_exhausted',
  'machine_conflict',
  'host_not_expected',
  'invalid_request',
  'too_large',
  'unsupported_media_type',
  'too_many_requests',
  'unavailable',
  'internal_error',
]
const CHECK_PROBLEMS: ProblemCode[] = [
  'unknown_code',
  'invalid_request',
  'too_many_requests',
  'unavailable',
  'internal_error',
]

const FACTS_PROBLEMS: ProblemCode[] = ['host_not_expected', 'too_large', 'unsupported_media_type']

/** Problems that say after how many seconds to try again. */
const WITH_RETRY_AFTER: ProblemCode[] = ['too_many_requests', 'unavailable']

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

function answer(description: string, schema: string) {
  return { description, content: { 'application/json': { schema: reference(schema) } } }
}

function problems(codes: ProblemCode[]) {
  const titlesWith = (status: number) =>
    codes
      .filter((code) => statusOfProblem(code) === status)
      .map((code) => `${titleOfProblem(code)} (${code})`)
  return Object.fromEntries(
    codes.map((code) => [
      String(statusOfProblem(code)),
      {
        description: titlesWith(statusOfProblem(code)).join(', or: '),
        ...(WITH_RETRY_AFTER.includes(code) && {
          headers: {
            'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
          },
        }),
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    ]),
  )
}

function schemas() {
  const registry = z.registry<{ id: string }>()
  registry.add(sourceFactsSchema, { id: 'SourceFacts' })
  registry.add(registrationAnswerSchema, { id: 'RegistrationAnswer' })
  registry.add(codeAnswerSchema, { id: 'CodeAnswer' })
  registry.add(problemSchema, { id: 'Problem' })
  const made = z.toJSONSchema(registry, { target: 'draft-2020-12', io: 'input' }).schemas
  return Object.fromEntries(
    Object.entries(made).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  )
}

/** The OpenAPI 3.1 document of the agent API, made from the schemas that its handlers use. */
export function openApiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Activation Console agent API',
      version: '1',
      description: 'With this API source servers register themselves with an activation code.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This console' }],
    security: [{ activationCode: [] }],
    paths: {
      '/api/v1/source-servers': {
        post: {
          operationId: 'registerSourceServer',
          summary: 'Register this machine',
          description:
            'Takes one use of the code. The same machine with the same code again is ' +
            'answered with 200 and takes no use, so a request whose answer was lost can ' +
            'be sent again; while the code is active, its facts are refreshed. A machine ' +
            'that sends a machine key is known by it from then on.',
          requestBody: {
            required: true,
            description: `What the machine tells about itself; at most ${MAX_BODY_BYTES} bytes.`,
            content: { 'application/json': { schema: reference('SourceFacts') } },
          },
          responses: {
            '200': answer('The machine had registered with this code before', 'RegistrationAnswer'),
            '201': answer('The machine is registered', 'RegistrationAnswer'),
            ...problems(REGISTER_PROBLEMS),
          },
        },
      },
      '/api/v1/activation-code': {
        get: {
          operationId: 'getActivationCode',
          summary: 'Check a code',
          description: 'Uses nothing: a dry run before a registration.',
          responses: {
            '200': answer('What the code allows now', 'CodeAnswer'),
            ...problems(CHECK_PROBLEMS),
          },
        },
        post: {
          operationId: 'checkRegistration',
          summary: 'Check a code for this machine',
          description:
            'Uses nothing. Says besides whether the wave of the code, if it takes only the ' +
            'machines on its list, takes this one.',
          requestBody: {
            required: true,
            description: 'What the machine would tell about itself.',
            content: { 'application/json': { schema: reference('SourceFacts') } },
          },
          responses: {
            '200': answer('What the code allows now', 'CodeAnswer'),
            ...problems([...CHECK_PROBLEMS, ...FACTS_PROBLEMS]),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        activationCode: {
          type: 'http',
          scheme: 'bearer',
          description: 'The activation code, in the Authorization header and nowhere else.',
        },
      },
      schemas: schemas(),
    },
  }
}
