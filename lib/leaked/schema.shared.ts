import * as z from 'zod/mini'
import type { RegistrationSummary } from '../registrations/schema.shared'
import type { TokenSummary } from '../tokens/schema.shared'

/** Strings looked up in one call. */
export const MOST_CANDIDATES = 200

/** Strings that look like codes, and the moment from which on registrations are of interest. */
export const findCodesSchema = z.object(
  {
    candidates: z
      .array(z.string().check(z.regex(/^act[A-Za-z0-9]{29}$/)))
      .check(z.minLength(1), z.maxLength(MOST_CANDIDATES)),
    since: z.date('Choose a date and time.'),
  },
  'Paste a code, or a text that holds one.',
)

export type FindCodesInput = z.output<typeof findCodesSchema>

/** Registrations shown for a code that was found; more are on its page. */
export const SHOWN_REGISTRATIONS = 20

/** Source servers that registered with this very code since the chosen moment, the newest first. */
type Ledger = { registrations: RegistrationSummary[]; more: boolean }

/**
 * What a string is that was found. It does not hold the code itself: `position` tells which of the
 * candidates it is. `current`: the code of a token. `replaced`: it was, until then. `deleted`: its
 * token was deleted. `unknown`: the checksum is right, and it belongs to nothing here.
 */
export type FoundCode = { position: number } & (
  | ({ kind: 'current'; token: TokenSummary } & Ledger)
  | ({ kind: 'replaced'; token: TokenSummary; replacedAt: Date } & Ledger)
  | ({ kind: 'deleted'; id: string; name: string | null } & Ledger)
  | { kind: 'unknown' }
)
