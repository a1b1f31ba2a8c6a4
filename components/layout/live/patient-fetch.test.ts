import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { outage, waitThroughOutages } from './patient-fetch'

const page = (path: string) => window.fetch(path, { headers: { rsc: '1' } })

describe('pages that are asked for while the console is away', () => {
  const asked: string[] = []
  let isAway = true

  beforeEach(() => {
    vi.useFakeTimers()
    asked.length = 0
    isAway = true
    const fetchOnce = async (path: string) => {
      asked.push(path)
      if (isAway) throw new TypeError('fetch failed')
      return new Response(path, { headers: { 'x-request-id': '1' } })
    }
    const events = { addEventListener() {}, removeEventListener() {} }
    vi.stubGlobal('window', { fetch: fetchOnce, ...events })
    waitThroughOutages()
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('are waited for, the newest alone asking, and all come when it answers', async () => {
    const [first, second] = [page('/first'), page('/second')]
    await vi.advanceTimersByTimeAsync(20_000)
    expect(outage.isOn()).toBe(true)
    expect(asked.filter((path) => path === '/first')).toEqual(['/first'])
    expect(asked.filter((path) => path === '/second').length).toBeGreaterThan(5)
    isAway = false
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await (await first).text()).toBe('/first')
    expect(await (await second).text()).toBe('/second')
    expect(outage.isOn()).toBe(false)
  })

  it('are not waited for where they are no pages, or the console itself says 503', async () => {
    await expect(window.fetch('/api/changes')).rejects.toThrow()
    vi.stubGlobal('window', {
      ...window,
      fetch: async () => new Response('', { status: 503, headers: { 'x-request-id': '1' } }),
    })
    waitThroughOutages()
    expect((await page('/tokens')).status).toBe(503)
    expect(outage.isOn()).toBe(false)
  })

  it('are given up where whoever asked gives up', async () => {
    const giveUp = new AbortController()
    const waited = window.fetch('/first', { headers: { rsc: '1' }, signal: giveUp.signal })
    const outcome = expect(waited).rejects.toThrow()
    giveUp.abort()
    await vi.advanceTimersByTimeAsync(5_000)
    await outcome
    expect(outage.isOn()).toBe(false)
  })
})
