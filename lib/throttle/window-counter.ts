import { LRUCache } from 'lru-cache'

type Window = { count: number; endsAt: number }

/**
 * How much is counted, and for how many keys: beyond `most` the one that was quiet for longest is
 * forgotten.
 */
export type WindowLimit = { points: number; seconds: number; most: number }

/**
 * Counts by key in windows of time, in memory. No timers, and never more than a number of keys:
 * whatever is sent, it stays as small. Keys must be strings of their own, not cut out of a longer
 * text, which they would keep alive.
 */
export class WindowCounter {
  readonly #windows: LRUCache<string, Window>

  constructor(readonly limit: WindowLimit) {
    this.#windows = new LRUCache({ max: limit.most })
  }

  /** Keys that are kept at the moment. */
  get size(): number {
    return this.#windows.size
  }

  /** Counts one. @returns seconds to wait when that was one too many */
  count(key: string, now = Date.now()): number | undefined {
    const current = this.#windows.get(key)
    const window =
      current && this.#isOpen(current, now)
        ? current
        : { count: 0, endsAt: now + this.limit.seconds * 1_000 }
    window.count += 1
    this.#windows.set(key, window)
    return window.count > this.limit.points ? secondsUntil(window.endsAt, now) : undefined
  }

  /** Seconds to wait where a further one would be too many; counts nothing. */
  wait(key: string, now = Date.now()): number | undefined {
    const window = this.#windows.get(key)
    return window && this.#isOpen(window, now) && window.count >= this.limit.points
      ? secondsUntil(window.endsAt, now)
      : undefined
  }

  /** One that would end later than any that begins now is from before the clock was set back. */
  #isOpen({ endsAt }: Window, now: number): boolean {
    return now < endsAt && endsAt - now <= this.limit.seconds * 1_000
  }
}

const secondsUntil = (endsAt: number, now: number) => Math.max(1, Math.ceil((endsAt - now) / 1_000))
