import * as z from 'zod/mini'
import { idSchema } from '../ids.shared'
import { lengthOf } from '../text/length.shared'
import { visible } from '../text/visible-text.shared'

const MAX = { name: 253, description: 256 }

/** What an operator may change of a source server. */
export const sourceFieldsSchema = z.object(
  {
    name: z.string('Name must be text.').check(
      z.trim(),
      z.minLength(1, 'Enter a name.'),
      z.refine(
        (text) => lengthOf(text) <= MAX.name,
        `Name must have at most ${MAX.name} characters.`,
      ),
      visible('Name', 'line'),
    ),
    description: z.string('Description must be text.').check(
      z.refine(
        (text) => lengthOf(text) <= MAX.description,
        `Description must have at most ${MAX.description} characters.`,
      ),
      visible('Description', 'lines'),
      z.refine(
        (text) => !/^https?:\/\//i.test(text),
        'Description must not start with http:// or https://.',
      ),
    ),
  },
  'The fields of the form are missing.',
)

/** What is changed of a source server; what is not given stays as it is. */
export const sourcePartSchema = z.partial(sourceFieldsSchema)

export const sourceIdSchema = idSchema('s')

/** One source server, by its ID. */
export const oneSourceSchema = z.object({ id: sourceIdSchema }, 'Reload the page and try again.')

/** Which source server is edited, and how. */
export const editSourceSchema = z.extend(sourceFieldsSchema, { id: sourceIdSchema })

export type EditSourceInput = z.output<typeof sourceFieldsSchema>
export type EditSourcePart = z.output<typeof sourcePartSchema>

/** The states of the SMC API. A source server that registered is available. */
export const SOURCE_STATES = ['Available', 'Unavailable', 'InUse', 'Deleting'] as const
export type SourceState = (typeof SOURCE_STATES)[number]

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
  tokenDeleted: boolean
  registeredAt: Date
  seenAt: Date
  deletedAt: Date | null
  /** Since when it may register anew, if it may. */
  reopenedAt: Date | null
}

/** All that is known of a source server; sizes in bytes. */
export type SourceDetails = SourceSummary & {
  machineId: string
  /**
   * What the machine is known by when it registers again; `open`: an operator lets it register
   * anew.
   */
  proof: 'key' | 'hostname' | 'open'
  externalId: string | null
  description: string | null
  agentVersion: string
  operatingSystem?: string
  kernel?: string
  cpuCount?: number
  memoryBytes?: number
  disks: { path: string; sizeBytes: number }[]
}
