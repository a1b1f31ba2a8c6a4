import { expect, it } from 'vitest'
import { WindowCounter } from './window-counter'

const counter = (most = 10) => new WindowCounter({ points: 3, seconds: 60, most })

it('lets so many pass in a window, and tells how long to wait beyond', () => {
  const failures = counter()
  for (let attempt = 0; attempt < 3; attempt++) expect(failures.count('a', 1_000)).toBeUndefined()
  expect(failures.wait('a', 31_000)).toBe(30)
  expect(failures.count('a', 31_000)).toBe(30)
  expect(failures.count('b', 31_000)).toBeUndefined()
  expect(failures.count('a', 61_000)).toBeUndefined()
  expect(failures.wait('a', 61_000)).toBeUndefined()
})

it('keeps no more keys than it may, whatever is sent, and those that were heard of last', () => {
  const failures = counter(100)
  for (let key = 0; key < 20_000; key++) {
    failures.count(`network-${key}`)
    if (key % 50 === 0) failures.count('hammering')
  }
  expect(failures.size).toBe(100)
  expect(failures.count('hammering')).toBeGreaterThan(0)
})

it('begins anew when the clock was set back by hours', () => {
  const failures = counter()
  for (let attempt = 0; attempt < 5; attempt++) failures.count('a', 7_200_000)
  expect(failures.wait('a', 0)).toBeUndefined()
  expect(failures.count('a', 0)).toBeUndefined()
})
