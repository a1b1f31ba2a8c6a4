import { describe, expect, it } from 'vitest'
import { statusOf } from './status.shared'

const now = new Date('2026-06-01T12:00:00Z')
const token = {
  count: 2,
  registeredCount: 0,
  expiresAt: new Date('2026-06-02T12:00:00Z'),
  disabledAt: null,
}

describe('the status of a token', () => {
  it('is active while it can be used', () => {
    expect(statusOf(token, now)).toBe('active')
    expect(statusOf({ ...token, registeredCount: 1 }, now)).toBe('active')
  })

  it('is expired from the very millisecond of its expiry', () => {
    expect(statusOf({ ...token, expiresAt: new Date(now.getTime() + 1) }, now)).toBe('active')
    expect(statusOf({ ...token, expiresAt: now }, now)).toBe('expired')
  })

  it('is used up when as many registered as it counts', () => {
    expect(statusOf({ ...token, registeredCount: 2 }, now)).toBe('exhausted')
  })

  it('says disabled before expired, and expired before used up', () => {
    const all = { count: 1, registeredCount: 1, expiresAt: new Date(0), disabledAt: now }
    expect(statusOf(all, now)).toBe('disabled')
    expect(statusOf({ ...all, disabledAt: null }, now)).toBe('expired')
  })
})
