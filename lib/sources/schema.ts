import { z } from 'zod'

const oneLine = (label: string, max: number) =>
  z
    .string(`${label} must be text.`)
    .trim()
    .max(max, `${label} must have at most ${max} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, `${label} must not contain control characters.`)

/** What an operator may change of a source server. */
export const changeSourceSchema = z.object(
  {
    name: oneLine('Name', 253).min(1, 'Enter a name.'),
    description: oneLine('Description', 256).refine(
      (text) => !/^https?:\/\//i.test(text),
      'Description must not start with http:// or https://.',
    ),
  },
  'The fields of the form are missing.',
)

/** What is changed of a source server; what is not given stays as it is. */
export const changeSourcePartSchema = changeSourceSchema.partial()

export type ChangeSourceInput = z.output<typeof changeSourceSchema>
export type ChangeSourcePart = z.output<typeof changeSourcePartSchema>

/** The states of the SMC API. A source server that registered is available. */
export const SOURCE_STATES = ['Available', 'Unavailable', 'InUse', 'Deleting'] as const
export type SourceState = (typeof SOURCE_STATES)[number]

/** ID of a source server. */
export const sourceIdSchema = z
  .string('Name a source server by its ID.')
  .regex(/^s-[a-z0-9]{20}$/, 'This is not the ID of a source server.')

/** What lists show of a source server. */
export type SourceSummary = {
  id: string
  name: string
  hostname: string
  platform: string
  architecture: string
  ipAddresses: string[]
  tokenId: string
  tokenName: string | null
  registeredAt: Date
  seenAt: Date
}

/** All that is known of a source server; sizes in bytes. */
export type SourceDetails = SourceSummary & {
  machineId: string
  description: string | null
  agentVersion: string
  operatingSystem?: string
  kernel?: string
  cpuCount?: number
  memoryBytes?: number
  disks: { path: string; sizeBytes: number }[]
}
