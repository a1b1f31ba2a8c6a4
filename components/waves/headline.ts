import { formatCount } from '@/lib/list/count.shared'
import type { KeptReason } from '@/lib/refusals/schema.shared'
import { SHORT_REASONS } from './wave-words'

export type HeadlineFacts = {
  expectedCount: number
  registeredCount: number
  waivedCount: number
  missingCount: number
  unexpectedCount: number
  never: number
  byReason: [KeptReason, number][]
  undecided: number
}

/**
 * A wave in one sentence: "37 of 50 in; 13 missing: 9 never tried, 4 refused (3 expired, 1
 * disabled); 2 came that nobody planned".
 */
export function headlineOf(facts: HeadlineFacts): string {
  const { expectedCount, registeredCount, waivedCount, missingCount, undecided } = facts
  const unplanned = facts.unexpectedCount - undecided
  const parts = [
    expectedCount === 0
      ? 'No hosts are expected yet'
      : `${formatCount(registeredCount)} of ${formatCount(expectedCount)} in`,
    missingCount > 0 && `${formatCount(missingCount)} missing: ${whyMissing(facts)}`,
    waivedCount > 0 && `${formatCount(waivedCount)} waived`,
    unplanned > 0 && `${formatCount(unplanned)} came that nobody planned`,
    undecided > 0 && `${formatCount(undecided)} to be decided`,
  ]
  return parts.filter(Boolean).join('; ')
}

function whyMissing({ missingCount, never, byReason }: HeadlineFacts): string {
  const refused = byReason.reduce((sum, [, count]) => sum + count, 0)
  if (refused === 0) return `${formatCount(missingCount)} never tried`
  const reasons = byReason.map(
    ([reason, count]) => `${formatCount(count)} ${SHORT_REASONS[reason]}`,
  )
  const tried = `${formatCount(refused)} refused (${reasons.join(', ')})`
  return never > 0 ? `${formatCount(never)} never tried, ${tried}` : tried
}
