import type { AuditAction, Changes } from '@/lib/audit/schema.shared'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { expiryBucketOf } from '../list/buckets.shared'
import { statusOf } from '../status.shared'
import type { EditTokenInput } from './schema.shared'

/** A token as a change finds it. */
export type TokenRow = {
  name: string | null
  description: string | null
  count: number
  registeredCount: number
  expiresAt: Date
  disabledAt: Date | null
  replacedAt: Date | null
}

/** What a change writes. */
export type Columns = Partial<TokenRow> & {
  deletedAt?: Date
  expiryBucket?: number
  codeHash?: string
}

/**
 * A change of a token: what is written, on the condition that what it was made from still holds
 * (`guard`), and how it is recorded. Or why not: `conflict` when the token is no longer what the
 * actor saw.
 */
export type Plan =
  | {
      action: AuditAction
      guard: Partial<TokenRow>
      /** The token must not have had more registrations than this. */
      maxRegistered?: number
      data: Columns
      changes: Changes
    }
  | { refused: 'conflict' | 'nothing' | 'not_longer' | 'count_below_used' }

/** Disables a token; one that is disabled already is not what the actor saw. */
export function planDisable(row: TokenRow, now: Date): Plan {
  if (row.disabledAt) return { refused: 'conflict' }
  const changes: Changes = { status: [statusOf(row, now), 'disabled'] }
  return {
    action: 'token.disabled',
    guard: { disabledAt: null },
    data: { disabledAt: now },
    changes,
  }
}

export function planEnable(row: TokenRow, now: Date): Plan {
  if (!row.disabledAt) return { refused: 'conflict' }
  const changes: Changes = { status: ['disabled', statusOf({ ...row, disabledAt: null }, now)] }
  return {
    action: 'token.enabled',
    guard: { disabledAt: row.disabledAt },
    data: { disabledAt: null },
    changes,
  }
}

/**
 * Makes a token valid for so many days from now on, never for less long than it is.
 * @param days 1 to 90
 * @param seen when it expired as the actor saw it, if they did
 */
export function planExtend(row: TokenRow, days: number, now: Date, seen?: Date): Plan {
  if (seen && seen.getTime() !== row.expiresAt.getTime()) return { refused: 'conflict' }
  const expiresAt = new Date(now.getTime() + days * MILLISECONDS_A_DAY)
  if (expiresAt <= row.expiresAt) return { refused: 'not_longer' }
  const data = { expiresAt, expiryBucket: expiryBucketOf(expiresAt, now) }
  const changes: Changes = { expiresAt: [row.expiresAt.toISOString(), expiresAt.toISOString()] }
  return { action: 'token.extended', guard: { expiresAt: row.expiresAt }, data, changes }
}

/**
 * Takes an extension back: the token expires again when it did before.
 * @param seen when it expires since the extension; anything else is a conflict
 */
export function planTakeBackExtension(row: TokenRow, before: Date, seen: Date, now: Date): Plan {
  if (seen.getTime() !== row.expiresAt.getTime() || before >= seen) return { refused: 'conflict' }
  return {
    action: 'token.extension_taken_back',
    guard: { expiresAt: row.expiresAt },
    data: { expiresAt: before, expiryBucket: expiryBucketOf(before, now) },
    changes: { expiresAt: [row.expiresAt.toISOString(), before.toISOString()] },
  }
}

/** What somebody saw of a token who now deletes it. */
export type SeenBeforeDelete = {
  count: number
  expiresAt: Date
  replacedAt: Date | null
  disabled: boolean
}

/**
 * Deletes a token; the ledger keeps its row. One that is no longer what the actor saw is not
 * deleted unseen.
 */
export function planDelete(row: TokenRow, now: Date, seen?: SeenBeforeDelete): Plan {
  const isAsSeen =
    !seen ||
    (seen.count === row.count &&
      seen.expiresAt.getTime() === row.expiresAt.getTime() &&
      seen.replacedAt?.getTime() === row.replacedAt?.getTime() &&
      seen.disabled === (row.disabledAt !== null))
  if (!isAsSeen) return { refused: 'conflict' }
  return {
    action: 'token.deleted',
    guard: {
      count: row.count,
      expiresAt: row.expiresAt,
      replacedAt: row.replacedAt,
      disabledAt: row.disabledAt,
    },
    data: { deletedAt: now },
    changes: { name: [row.name, null] },
  }
}

/** Changes name, description and count, as far as the actor changed them from what they saw. */
export function planEdit(row: TokenRow, { seen, ...fields }: EditTokenInput): Plan {
  const wanted = {
    name: fields.name ?? null,
    description: fields.description ?? null,
    count: fields.count,
  }
  const data: Partial<typeof wanted> = {}
  const guard: Partial<typeof wanted> = {}
  const changes: Changes = {}
  for (const field of ['name', 'description', 'count'] as const) {
    if (wanted[field] === seen[field] || wanted[field] === row[field]) continue
    if (row[field] !== seen[field]) return { refused: 'conflict' }
    Object.assign(data, { [field]: wanted[field] })
    Object.assign(guard, { [field]: row[field] })
    changes[field] = [row[field], wanted[field]]
  }
  if (Object.keys(data).length === 0) return { refused: 'nothing' }
  if (data.count !== undefined && data.count < row.registeredCount)
    return { refused: 'count_below_used' }
  return {
    action: 'token.changed',
    guard,
    ...(data.count !== undefined && { maxRegistered: data.count }),
    data,
    changes,
  }
}

/** Gives a token a new code. */
export function planReplace(row: TokenRow, codeHash: string, now: Date, seen?: Date | null): Plan {
  if (seen !== undefined && seen?.getTime() !== row.replacedAt?.getTime())
    return { refused: 'conflict' }
  // Always later than the one before, so that it tells codes apart that were made in the same
  // millisecond.
  const replacedAt = new Date(Math.max(now.getTime(), (row.replacedAt?.getTime() ?? 0) + 1))
  return {
    action: 'token.code_replaced',
    guard: { replacedAt: row.replacedAt },
    data: { codeHash, replacedAt },
    changes: {},
  }
}
