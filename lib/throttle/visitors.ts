import 'server-only'
import { networksOf } from './networks'
import { WindowCounter } from './window-counter'

/**
 * What visitors may begin without being anybody: each leaves a row for ten minutes. For each
 * instance, in bounded memory.
 */
const begun = new WindowCounter({ points: 120, seconds: 300, most: 50_000 })

/** Counts something that a visitor begins. @returns seconds to wait when that was one too many */
export function countVisitor(ip: string): number | undefined {
  const waits = networksOf(ip).map((network) => begun.count(`${network} `.trimEnd()))
  return waits.find((wait) => wait !== undefined)
}
