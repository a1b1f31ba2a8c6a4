const RETRY_MILLISECONDS = 2_000

/** What proxies answer while the console behind them is away. */
const PROXY_STATUSES = new Set([502, 503, 504])

/** What each answer of the console itself has. */
const OWN_HEADER = 'x-request-id'

const listeners = new Set<() => void>()
const retries = new Set<() => void>()

/** Pages that are waited for, the newest last: it alone is asked for. */
const waiting = new Set<symbol>()

/** For `useSyncExternalStore`: whether a page was asked for that the console does not give. */
export const outage = {
  subscribe(onChange: () => void): () => void {
    listeners.add(onChange)
    return () => listeners.delete(onChange)
  },
  isOn: () => waiting.size > 0,
  /** Asks again at once. */
  retry() {
    for (const again of retries) again()
  },
}

function tell(): void {
  for (const listener of listeners) listener()
}

/** Notes that a page is waited for. @returns notes that it no longer is; the others' turn comes */
function startWaiting(page: symbol): () => void {
  waiting.add(page)
  tell()
  return () => {
    waiting.delete(page)
    tell()
    outage.retry()
  }
}

const untilNextTry = () =>
  new Promise<void>((resolve) => {
    function again() {
      clearTimeout(timer)
      window.removeEventListener('online', again)
      retries.delete(again)
      resolve()
    }
    const timer = setTimeout(again, RETRY_MILLISECONDS)
    window.addEventListener('online', again)
    retries.add(again)
  })

/** Whether the router asks for a page, as React writes it. */
const isForPage = (init: RequestInit | undefined) =>
  (init?.method ?? 'GET') === 'GET' && new Headers(init?.headers).has('rsc')

/**
 * Has pages that the router asks for wait until the console answers. The router by itself would
 * leave for the browser's error page, and what is on the screen, and typed, would be gone. All else
 * fails as it does.
 */
export function waitThroughOutages(): void {
  const fetchOnce = window.fetch.bind(window)

  async function answerOf(input: RequestInfo | URL, init: RequestInit | undefined) {
    try {
      const answer = await fetchOnce(input, init)
      const isOfProxy = PROXY_STATUSES.has(answer.status) && !answer.headers.has(OWN_HEADER)
      return isOfProxy ? undefined : answer
    } catch (error) {
      if (init?.signal?.aborted) throw error
      return undefined
    }
  }

  window.fetch = async (input, init) => {
    if (!isForPage(init)) return fetchOnce(input, init)
    const first = await answerOf(input, init)
    if (first) return first
    const page = Symbol()
    const endWaiting = startWaiting(page)
    try {
      for (;;) {
        await untilNextTry()
        if ([...waiting].at(-1) !== page) continue
        const answer = await answerOf(input, init)
        if (answer) return answer
      }
    } finally {
      endWaiting()
    }
  }
}
