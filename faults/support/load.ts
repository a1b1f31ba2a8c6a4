import { registerUntilTold } from './machines'

/** Machines that go on registering, each until it is acknowledged. */
export type Load = {
  /** Waits until so many more were acknowledged. */
  acknowledged: (more: number) => Promise<void>
  /**
   * Ends it; gives who was acknowledged with which status, and for how long nobody was in between,
   * in milliseconds.
   */
  end: () => Promise<{ acknowledged: Map<string, number>; longestGap: number }>
}

const WORKERS = 8
const PAUSE_MILLISECONDS = 150

/**
 * Lets machines register, named with a prefix: some forty a second where nothing stands in their
 * way.
 */
export function startLoad(url: string, code: string, prefix: string): Load {
  const acknowledged = new Map<string, number>()
  let isOver = false
  let next = 0
  let last = performance.now()
  let longestGap = 0
  const running = Array.from({ length: WORKERS }, async () => {
    while (!isOver) {
      const machine = `${prefix}-${++next}`
      const told = await registerUntilTold(url, code, machine)
      acknowledged.set(machine, told.acknowledged)
      longestGap = Math.max(longestGap, performance.now() - last)
      last = performance.now()
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS))
    }
  })
  return {
    async acknowledged(more) {
      const wanted = acknowledged.size + more
      while (acknowledged.size < wanted)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS))
    },
    async end() {
      isOver = true
      await Promise.all(running)
      return { acknowledged, longestGap }
    },
  }
}
