import { z } from 'zod'
import { DISGUISE } from '../text/visible-text.shared'

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
      'Stays the same for the life of the machine, like /etc/machine-id, of which the ' +
        'console keeps a hash. One machine is one source server.',
    ),
    machineKey: z
      .string()
      .regex(/^[\x21-\x7e]{32,256}$/, 'must have 32 to 256 printable ASCII characters')
      .optional()
      .describe(
        'A random secret that the machine made itself and keeps. Once sent, the machine ' +
          'is known by it alone: its ID with another key, or with none, is refused.',
      ),
    externalId: line(128)
      .optional()
      .describe(
        'What the machine is called elsewhere, for example in an inventory. A list of expected ' +
          'hosts finds it by this first.',
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
