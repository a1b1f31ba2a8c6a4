import { describe, expect, it } from 'vitest'
import { relativeTime } from './relative-time'

const now = new Date('2026-06-01T12:00:00Z')
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const

describe('a moment in relative words', () => {
  it.each([
    [0, 'just now'],
    [-20 * SECOND, 'just now'],
    [20 * SECOND, 'in less than a minute'],
    [-5 * MINUTE, '5 minutes ago'],
    [HOUR, 'in 1 hour'],
    [DAY, 'in 24 hours'],
    [36 * HOUR, 'in 36 hours'],
    [-36 * HOUR, '36 hours ago'],
    [48 * HOUR, 'in 2 days'],
    [60 * HOUR, 'in 3 days'],
    [30 * DAY, 'in 30 days'],
    [30 * DAY - 3 * SECOND, 'in 30 days'],
    [90 * DAY, 'in 90 days'],
    [-100 * DAY, '3 months ago'],
    [-400 * DAY, '1 year ago'],
    [800 * DAY, 'in 2 years'],
  ])('%d milliseconds from now is "%s"', (distance, words) => {
    expect(relativeTime(new Date(now.getTime() + distance), now)).toBe(words)
  })
})
