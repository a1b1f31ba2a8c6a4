import { expect, it } from 'vitest'
import { type Failures, waitOf, withAttempt } from './delay'

const RULE = { free: 10, longest: 300 }
const start = new Date('2026-11-26T02:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)

it('delays further attempts ever longer, up to a limit', () => {
  let failures: Failures | undefined
  for (let attempt = 1; attempt <= 10; attempt++) {
    if (failures) expect(waitOf(failures, start)).toBe(0)
    failures = withAttempt(failures, RULE, start)
  }
  const waits: number[] = []
  for (let at = 0; waits.length < 7; at += waits.at(-1) ?? 0) {
    waits.push(failures ? waitOf(failures, after(at)) : 0)
    failures = withAttempt(failures, RULE, after(at + (waits.at(-1) ?? 0)))
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 300, 300])
})

it('lets an account be tried a few hundred times a day at most', () => {
  let failures: Failures | undefined
  let tried = 0
  for (let second = 0; second < 86_400; second++) {
    if (failures && waitOf(failures, after(second)) > 0) continue
    failures = withAttempt(failures, RULE, after(second))
    tried++
  }
  expect(tried).toBeLessThan(320)
})

it('forgets failures a quarter of an hour after the last one', () => {
  let failures: Failures | undefined
  for (let attempt = 1; attempt <= 9; attempt++) failures = withAttempt(failures, RULE, start)
  expect(withAttempt(failures, RULE, after(899)).points).toBe(10)
  expect(withAttempt(failures, RULE, after(900))).toMatchObject({ points: 1, blockedUntil: null })
})

it('delays nobody for what was written before the clock was set back', () => {
  let failures: Failures | undefined
  for (let attempt = 1; attempt <= 12; attempt++)
    failures = withAttempt(failures, RULE, after(7_200))
  if (!failures) throw new Error('no failures')
  expect(waitOf(failures, after(7_200))).toBe(60)
  expect(waitOf(failures, start)).toBe(0)
})
