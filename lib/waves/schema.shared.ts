import * as z from 'zod/mini'
import { idSchema } from '../ids.shared'
import type { KeptReason } from '../refusals/schema.shared'
import { lengthOf } from '../text/length.shared'
import { visible } from '../text/visible-text.shared'
import { isTimeZone } from '../time-zone.shared'
import { descriptionProblem, nameProblem } from '../tokens/schema.shared'
import type { WaveCounts, WaveState } from './states.shared'

export const waveIdSchema = idSchema('w')

const nothing = (text: string) => (text === '' ? undefined : text)

const checked =
  (problem: (text: string) => string | undefined) =>
  ({ value, issues }: z.core.ParsePayload<string>) => {
    const message = value === '' ? undefined : problem(value)
    if (message) issues.push({ code: 'custom', message, input: value })
  }

/** The name of a wave: that of a code, and dots as SMC allows them in the name of a workgroup. */
export const waveNameSchema = z.string('Name must be text.').check(
  z.normalize('NFC'),
  z.trim(),
  z.minLength(1, 'Enter a name.'),
  checked((name) => nameProblem(name, { dots: true })),
)

const DUE_RULE = 'Enter a day and a time, or nothing.'

/** What people say of a wave. `due` is a moment on the clocks of `zone`, as `2026-11-30T22:00`. */
export const waveFieldsSchema = z.object(
  {
    name: waveNameSchema,
    description: z.pipe(
      z
        .string('Description must be text.')
        .check(z.normalize('NFC'), z.trim(), checked(descriptionProblem)),
      z.transform(nothing),
    ),
    ownerId: z.pipe(
      z.string().check(z.regex(/^(p-[a-z0-9]{1,40})?$/, 'Choose a person.')),
      z.transform(nothing),
    ),
    due: z.pipe(
      z.string(DUE_RULE).check(
        z.trim(),
        z.refine((text) => text === '' || /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text), DUE_RULE),
      ),
      z.transform(nothing),
    ),
    zone: z.string().check(z.refine(isTimeZone, 'This time zone is not known.')),
    onlyExpected: z.boolean('Choose whether others are refused.'),
  },
  'The fields of the form are missing.',
)

export type WaveFields = z.input<typeof waveFieldsSchema>
export type WaveInput = z.output<typeof waveFieldsSchema>

export const oneWaveSchema = z.object({ id: waveIdSchema }, 'Reload the page and try again.')

export const editWaveSchema = z.object(
  { id: waveIdSchema, fields: waveFieldsSchema },
  'The fields of the form are missing.',
)

/** Lines that one list may have. */
export const MOST_HOSTS = 20_000

/** How long each column of a list may be, in characters. */
const MOST_CHARACTERS = {
  hostname: 253,
  externalId: 128,
  address: 253,
  platform: 64,
  application: 128,
  owner: 128,
  note: 512,
} as const

export type HostColumn = keyof typeof MOST_CHARACTERS
export const HOST_COLUMNS = Object.keys(MOST_CHARACTERS) as HostColumn[]

/** What the columns of a list are called on the screen. */
export const COLUMN_NAMES: Record<HostColumn, string> = {
  hostname: 'Host name',
  externalId: 'External ID',
  address: 'Address',
  platform: 'Platform',
  application: 'Application',
  owner: 'Owner',
  note: 'Note',
}

const cell = (column: HostColumn) =>
  z.string(`${COLUMN_NAMES[column]} must be text.`).check(
    z.normalize('NFC'),
    z.trim(),
    z.refine(
      (text) => lengthOf(text) <= MOST_CHARACTERS[column],
      `${COLUMN_NAMES[column]} must have at most ${MOST_CHARACTERS[column]} characters.`,
    ),
    visible(COLUMN_NAMES[column], column === 'note' ? 'lines' : 'line'),
  )

const optionalCell = (column: HostColumn) => z._default(cell(column), '')

/** A line of a list, as people put it in; only the host name is required. */
export const hostFieldsSchema = z.object(
  {
    hostname: cell('hostname').check(
      z.minLength(1, 'There is no host name.'),
      z.regex(/^\S*$/, 'A host name has no blanks.'),
      z.refine(
        (name) => HOST_NAME.test(name) || IP_ADDRESS.test(name),
        'A host name has letters, digits, dots, hyphens and underscores.',
      ),
    ),
    externalId: optionalCell('externalId'),
    address: optionalCell('address').check(
      z.refine(
        (text) => text === '' || IP_ADDRESS.test(text),
        'Address must be an IPv4 or IPv6 address.',
      ),
    ),
    platform: optionalCell('platform'),
    application: optionalCell('application'),
    owner: optionalCell('owner'),
    note: optionalCell('note'),
  },
  'The line is missing.',
)

/** As machines are called, which is more than the names of DNS. */
const HOST_NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u

/** Only roughly: what is no address after all is compared with none. */
const IP_ADDRESS = /^(?:(?:\d{1,3}\.){3}\d{1,3}|(?=.*:)[0-9a-f:.]{2,45})$/i

export type HostFields = z.input<typeof hostFieldsSchema>
export type HostInput = z.output<typeof hostFieldsSchema>

/** What lists show of a wave. */
export type WaveSummary = WaveCounts & {
  id: string
  name: string
  description: string | null
  ownerId: string | null
  ownerName: string | null
  onlyExpected: boolean
  unexpectedCount: number
  state: WaveState
  missingCount: number
  createdAt: Date
}

/**
 * Why hosts of a wave are missing, how many machines came with another code, and how many wait for
 * a decision.
 */
export type Headline = {
  never: number
  byReason: [KeptReason, number][]
  otherCode: number
  undecided: number
}

/** What a program says of a wave, as the SMC API has it; what is not given stays as it is. */
export const workgroupPartSchema = z.object({
  name: z.optional(
    z.string('Name must be text.').check(
      z.normalize('NFC'),
      checked((name) => nameProblem(name, { dots: true })),
    ),
  ),
  description: z.optional(
    z.string('Description must be text.').check(z.normalize('NFC'), checked(workgroupDescription)),
  ),
})

const SMC_DESCRIPTION = { min: 2, max: 256 }

function workgroupDescription(text: string): string | undefined {
  const { min, max } = SMC_DESCRIPTION
  if (/^https?:\/\//i.test(text)) return 'Description must not start with http:// or https://.'
  const length = lengthOf(text)
  if (length < min || length > max) return `Description must have ${min} to ${max} characters.`
  return descriptionProblem(text)
}
