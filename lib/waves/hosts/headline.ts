import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db } from '@/lib/db/client'
import type { Headline, WaveSummary } from '../schema.shared'
import { countMissingByReason } from './refused'

/** Whoever asks within this time gets the same answer: open pages of a wave cost what one does. */
const KEPT_MILLISECONDS = 1_000
const MOST_KEPT = 500

const kept = new Map<string, { headline: Promise<Headline>; until: number }>()

/**
 * Counts the missing hosts of a wave by their last refusal. It may be a second old, but never older
 * than the counts of the wave that it stands beside.
 */
export async function getHeadline(_actor: Actor, wave: WaveSummary): Promise<Headline> {
  const { id, registeredCount, waivedCount, unexpectedCount, missingCount } = wave
  const key = [id, registeredCount, waivedCount, unexpectedCount, missingCount].join()
  const now = performance.now()
  const known = kept.get(key)
  if (known && now < known.until) return known.headline
  if (kept.size >= MOST_KEPT) kept.clear()
  const headline = readHeadline(id).then((read) => {
    // Somebody may have come between the two reads.
    const refused = read.byReason.reduce((sum, [, count]) => sum + count, 0)
    return { ...read, never: Math.max(0, missingCount - refused) }
  })
  kept.set(key, { headline, until: now + KEPT_MILLISECONDS })
  headline.catch(() => kept.delete(key))
  return headline
}

async function readHeadline(waveId: string): Promise<Headline> {
  const [missing, otherCode, undecided] = await Promise.all([
    countMissingByReason(waveId),
    db.waveMember.count({ where: { waveId, kind: 'expected', tokenId: null } }),
    db.waveMember.count({ where: { waveId, kind: 'undecided' } }),
  ])
  return { ...missing, otherCode, undecided }
}

/** When each host of a wave came, the first first. */
export async function listArrivals(_actor: Actor, waveId: string): Promise<Date[]> {
  const rows = await db.expectedHost.findMany({
    where: { waveId, state: 'registered', arrivedAt: { not: null } },
    orderBy: [{ arrivedAt: 'asc' }, { id: 'asc' }],
    select: { arrivedAt: true },
  })
  return rows.flatMap(({ arrivedAt }) => arrivedAt ?? [])
}
