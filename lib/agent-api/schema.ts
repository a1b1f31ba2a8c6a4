import { z } from 'zod'
import { REFUSAL_REASONS } from '../refusals/schema.shared'
import { STATUSES } from '../tokens/status.shared'

const requestId = z.string().describe('ID of this request, as the log of the console holds it.')

/** Answer to a registration. */
export const registrationAnswerSchema = z
  .object({
    requestId,
    sourceId: z.string().describe('ID of the source server, s-…'),
    accessTokenId: z.string().describe('ID of the code that was used, at-…'),
    registeredCount: z.int().describe('How many registrations the code has had.'),
    count: z.int().describe('How many it allows.'),
    expiresAt: z.iso.datetime().describe('When it expires.'),
  })
  .meta({ id: 'RegistrationAnswer' })

/** Answer to the check of a code. */
export const codeAnswerSchema = z
  .object({
    requestId,
    accessTokenId: z.string().describe('ID of the code, at-…'),
    status: z.enum(STATUSES).describe('Only an active code registers new machines.'),
    count: z.int().describe('How many registrations it allows.'),
    registeredCount: z.int().describe('How many it has had.'),
    expiresAt: z.iso.datetime().describe('When it expires.'),
  })
  .meta({ id: 'CodeAnswer' })

const PROBLEM_CODES = [
  'unknown_code',
  ...REFUSAL_REASONS,
  'invalid_request',
  'too_large',
  'unsupported_media_type',
  'not_found',
  'method_not_allowed',
  'too_many_requests',
  'unavailable',
  'internal_error',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Every error of the agent API: problem details by RFC 9457, with a stable `code`. */
export const problemSchema = z
  .object({
    type: z.string().describe('about:blank: the code says which problem it is.'),
    title: z.string().describe('The problem in a few words.'),
    status: z.int().describe('The status of the answer.'),
    code: z.enum(PROBLEM_CODES).describe('Stable, for programs.'),
    detail: z.string().describe('What to do, for people.'),
    requestId,
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('The fields that are not valid.'),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problemSchema>
