/** What a machine that tries again, as register.sh does, has seen. */
export type Seen = { acknowledged: number; tries: number; statuses: number[] }

/** What it tries again at. */
const PASSING = new Set([0, 429, 502, 503, 504])
const PAUSE_MILLISECONDS = 200
const MOST_TRIES = 600

/**
 * Registers a machine, and tries again while the console is away: until it is acknowledged or
 * refused for good.
 */
export async function registerUntilTold(
  url: string,
  code: string,
  machineId: string,
): Promise<Seen> {
  const statuses: number[] = []
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const status = await fetch(`${url}/api/v1/source-servers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${code}`, 'content-type': 'application/json' },
      body: JSON.stringify({ machineId, hostname: machineId }),
    }).then(
      (answer) => answer.status,
      () => 0,
    )
    statuses.push(status)
    if (!PASSING.has(status)) return { acknowledged: status, tries, statuses }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS))
  }
  return { acknowledged: 0, tries: MOST_TRIES, statuses }
}
