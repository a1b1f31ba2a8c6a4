import { z } from 'zod'
import { DISGUISE } from '../visible-text'

/** Largest body that the agent API takes, in bytes. */
export const MAX_BODY_BYTES = 65_536

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must not contain control or invisible characters')
    .refine((text) => !DISGUISE.test(text), 'must not contain control or invisible characters')

const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/**
 * What a source server tells about itself when it registers. Everything but its machine ID and host
 * name is optional.
 */
export const sourceFactsSchema = z
  .object({
    machineId: line(128).describe(
      'Stays the same for the life of the machine, like /etc/machine-id, of which the console keeps a hash. One machine is one source server.',
    ),
    machineKey: z
      .string()
      .regex(/^[\x21-\x7e]{32,256}$/, 'must have 32 to 256 printable ASCII characters')
      .optional()
      .describe(
        'A random secret that the machine made itself and keeps. Once sent, the machine is known by it alone: its ID with another key, or with none, is refused.',
      ),
    hostname: line(253).describe('Host name as the machine knows it.'),
    platform: line(64).optional().describe('Kind of system, for example linux or windows.'),
    architecture: line(32).optional().describe('Processor architecture, for example x86_64.'),
    operatingSystem: line(128)
      .optional()
      .describe('Name and version, for example Debian GNU/Linux 12.'),
    kernel: line(128).optional().describe('Version of the kernel.'),
    cpuCount: z.int().min(1).max(65_536).optional().describe('Number of processors.'),
    memoryBytes: bytes.optional().describe('Memory, in bytes.'),
    disks: z
      .array(z.object({ path: line(255), sizeBytes: bytes }))
      .max(256)
      .optional()
      .describe('Disks with their sizes in bytes.'),
    ipAddresses: z
      .array(z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address'))
      .max(256)
      .optional()
      .describe('Addresses of the machine.'),
    agentVersion: line(64).optional().describe('Version of the program that registers.'),
  })
  .meta({ id: 'SourceFacts' })

export type SourceFacts = z.output<typeof sourceFactsSchema>

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

/** Answer to the question what a code is worth. */
export const codeAnswerSchema = z
  .object({
    requestId,
    accessTokenId: z.string().describe('ID of the code, at-…'),
    status: z
      .enum(['active', 'disabled', 'expired', 'exhausted'])
      .describe('Only an active code registers new machines.'),
    count: z.int().describe('How many registrations it allows.'),
    registeredCount: z.int().describe('How many it has had.'),
    expiresAt: z.iso.datetime().describe('When it expires.'),
  })
  .meta({ id: 'CodeAnswer' })

const PROBLEM_CODES = [
  'unknown_code',
  'code_disabled',
  'code_expired',
  'code_exhausted',
  'machine_conflict',
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

/**
 * Why a known code was refused; `machine_conflict`: the machine is not the one that is known by its
 * ID.
 */
export type RefusalReason = 'code_disabled' | 'code_expired' | 'code_exhausted' | 'machine_conflict'

/** A row of a code's ledger, or of a source server's. */
export type RegistrationSummary = {
  tokenId: string
  tokenName: string | null
  /** The code was deleted: it has no page any more. */
  tokenDeleted: boolean
  sourceId: string
  sourceName: string
  /** The source server was deleted: it has no page any more. */
  sourceDeleted: boolean
  ip: string
  agentVersion: string
  at: Date
}

/** Attempts that were turned away for one reason from one machine. */
export type RefusalSummary = {
  id: string
  reason: RefusalReason
  source: string
  hostname: string | null
  ip: string
  attempts: number
  firstAt: Date
  lastAt: Date
}
