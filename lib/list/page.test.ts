import { describe, expect, it } from 'vitest'
import { formatCursor, isBackwards, pageOf, parseCursor, parsePageRequest } from './page.shared'

describe('a cursor', () => {
  it.each([
    { value: '1795486800123', id: 'at-0123456789abcdefghij' },
    { value: '0', id: 'a machine.with.dots' },
    { value: 'wave-3', id: 'at-0123456789abcdefghij' },
    { value: 'name.with.dots', id: 'at-0123456789abcdefghij' },
    { value: '', id: 'at-x' },
    { value: '\u{10FFFF}', id: 'at-x' },
  ])('comes back from a URL as it went in: %j', (cursor) => {
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor)
  })

  it.each([undefined, '', 'x', '1', '1.', '1.\0', `1.${'x'.repeat(257)}`, ['1.at-x']])(
    'is none in %j',
    (text) => {
      expect(parseCursor(text)).toBeUndefined()
    },
  )
})

it('reads the page of one list among several of an address', () => {
  const address = { after: '1.a', historyBefore: '2.b' }
  expect(parsePageRequest(address)).toEqual({ after: { value: '1', id: 'a' }, before: undefined })
  expect(parsePageRequest(address, 'history').before).toEqual({ value: '2', id: 'b' })
})

it('reads backwards only where a page before a cursor is wanted, and none after one', () => {
  expect(isBackwards({ before: 1 })).toBe(true)
  expect(isBackwards({ before: 1, after: 1 })).toBe(false)
  expect(isBackwards({})).toBe(false)
})

describe('a page of two', () => {
  const page = (rows: string[], request: { after?: string; before?: string } = {}) =>
    pageOf(rows, request, 2, (row) => row)

  it('has a next one where more was read than it shows', () => {
    expect(page(['a', 'b'])).toEqual({ entries: ['a', 'b'], pastEnd: false })
    expect(page(['a', 'b', 'c'])).toMatchObject({ entries: ['a', 'b'], next: 'b' })
  })

  it('has a previous one behind a cursor', () => {
    expect(page(['c'], { after: 'b' })).toMatchObject({
      entries: ['c'],
      previous: 'c',
      pastEnd: false,
    })
    expect(page(['c'], { after: 'b' }).next).toBeUndefined()
  })

  it('turns round what was read backwards', () => {
    expect(page(['b', 'a'], { before: 'c' })).toMatchObject({ entries: ['a', 'b'], next: 'b' })
    expect(page(['b', 'a'], { before: 'c' }).previous).toBeUndefined()
    expect(page(['c', 'b', 'a'], { before: 'd' })).toMatchObject({
      entries: ['b', 'c'],
      previous: 'b',
      next: 'c',
    })
  })

  it('is past the end where nothing lies behind its cursor', () => {
    expect(page([], { after: 'z' })).toEqual({ entries: [], pastEnd: true })
    expect(page([])).toEqual({ entries: [], pastEnd: false })
  })
})
