import { describe, expect, it } from 'vitest'
import {
  planDelete,
  planDisable,
  planEdit,
  planEnable,
  planExtend,
  planReplace,
  type TokenRow,
} from './plans'

const NOW = new Date('2026-11-30T12:00:00.000Z')
const DAY = 86_400_000
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY)

const row: TokenRow = {
  name: 'wave-3',
  description: null,
  count: 10,
  registeredCount: 4,
  expiresAt: inDays(20),
  disabledAt: null,
  replacedAt: null,
}
const disabled = { ...row, disabledAt: inDays(-1) }

describe('disabling and enabling', () => {
  it('write the moment, on condition of what was seen', () => {
    expect(planDisable(row, NOW)).toEqual({
      action: 'token.disabled',
      guard: { disabledAt: null },
      data: { disabledAt: NOW },
      changes: { status: ['active', 'disabled'] },
    })
    expect(planEnable(disabled, NOW)).toEqual({
      action: 'token.enabled',
      guard: { disabledAt: disabled.disabledAt },
      data: { disabledAt: null },
      changes: { status: ['disabled', 'active'] },
    })
  })

  it('tell what the status really was and will be', () => {
    expect(planDisable({ ...row, expiresAt: inDays(-1) }, NOW)).toMatchObject({
      changes: { status: ['expired', 'disabled'] },
    })
    expect(planEnable({ ...disabled, registeredCount: 10 }, NOW)).toMatchObject({
      changes: { status: ['disabled', 'exhausted'] },
    })
  })

  it('conflict with somebody who did it before', () => {
    expect(planDisable(disabled, NOW)).toEqual({ refused: 'conflict' })
    expect(planEnable(row, NOW)).toEqual({ refused: 'conflict' })
  })
})

describe('extending', () => {
  it('counts from now, and moves the token to another bucket', () => {
    expect(planExtend(row, 90, NOW)).toEqual({
      action: 'token.extended',
      guard: { expiresAt: row.expiresAt },
      data: { expiresAt: inDays(90), expiryBucket: 3 },
      changes: { expiresAt: [row.expiresAt.toISOString(), inDays(90).toISOString()] },
    })
    expect(planExtend({ ...row, expiresAt: inDays(-1) }, 5, NOW)).toMatchObject({
      data: { expiryBucket: 1 },
    })
  })

  it.each([20, 19, 1])('to %d days from now makes nothing longer', (days) => {
    expect(planExtend(row, days, NOW)).toEqual({ refused: 'not_longer' })
  })

  it('conflicts with another expiry than was seen', () => {
    expect(planExtend(row, 90, NOW, inDays(19))).toEqual({ refused: 'conflict' })
    expect(planExtend(row, 90, NOW, inDays(20))).toMatchObject({ action: 'token.extended' })
  })
})

describe('deleting', () => {
  const seen = { count: 10, expiresAt: inDays(20), replacedAt: null, disabled: false }

  it('keeps the row, and says what was deleted', () => {
    expect(planDelete(row, NOW, seen)).toEqual({
      action: 'token.deleted',
      guard: { count: 10, expiresAt: inDays(20), replacedAt: null, disabledAt: null },
      data: { deletedAt: NOW },
      changes: { name: ['wave-3', null] },
    })
    expect(planDelete(row, NOW)).toMatchObject({ action: 'token.deleted' })
  })

  it.each([
    [{ ...seen, count: 11 }],
    [{ ...seen, expiresAt: inDays(21) }],
    [{ ...seen, replacedAt: NOW }],
    [{ ...seen, disabled: true }],
  ])('conflicts with what was seen otherwise: %j', (otherwise) => {
    expect(planDelete(row, NOW, otherwise)).toEqual({ refused: 'conflict' })
  })
})

describe('editing', () => {
  const seen = { name: 'wave-3', description: null, count: 10 }
  const edit = (fields: Partial<{ name: string; description: string; count: number }>) =>
    planEdit(row, { name: 'wave-3', description: undefined, count: 10, ...fields, seen })

  it('writes only the fields that the actor changed', () => {
    expect(edit({ name: 'wave-4' })).toEqual({
      action: 'token.changed',
      guard: { name: 'wave-3' },
      data: { name: 'wave-4' },
      changes: { name: ['wave-3', 'wave-4'] },
    })
    expect(edit({ description: 'x', count: 12 })).toMatchObject({
      data: { description: 'x', count: 12 },
      guard: { description: null, count: 10 },
      maxRegistered: 12,
    })
  })

  it('does nothing where nothing was changed, or another made the very same change', () => {
    expect(edit({})).toEqual({ refused: 'nothing' })
    const already = { ...row, name: 'wave-4' }
    expect(planEdit(already, { name: 'wave-4', count: 10, seen })).toEqual({ refused: 'nothing' })
  })

  it('takes the count down to what was used, and no further', () => {
    expect(edit({ count: 4 })).toMatchObject({ data: { count: 4 }, maxRegistered: 4 })
    expect(edit({ count: 3 })).toEqual({ refused: 'count_below_used' })
  })

  it('conflicts only where another changed the same field', () => {
    const theirs = { ...row, name: 'theirs' }
    expect(planEdit(theirs, { name: 'mine', count: 10, seen })).toEqual({ refused: 'conflict' })
    expect(planEdit(theirs, { name: 'wave-3', count: 12, seen })).toMatchObject({
      data: { count: 12 },
    })
  })
})

describe('replacing the code', () => {
  it('writes the hash of the new one', () => {
    expect(planReplace(row, 'hash', NOW, null)).toEqual({
      action: 'token.code_replaced',
      guard: { replacedAt: null },
      data: { codeHash: 'hash', replacedAt: NOW },
      changes: {},
    })
  })

  it('is always later than the time before', () => {
    const replacedAt = new Date(NOW.getTime() + 5)
    expect(planReplace({ ...row, replacedAt }, 'hash', NOW)).toMatchObject({
      data: { replacedAt: new Date(NOW.getTime() + 6) },
    })
  })

  it('conflicts with a code that another has just made', () => {
    expect(planReplace({ ...row, replacedAt: NOW }, 'hash', NOW, null)).toEqual({
      refused: 'conflict',
    })
    expect(planReplace({ ...row, replacedAt: NOW }, 'hash', NOW, NOW)).toMatchObject({
      action: 'token.code_replaced',
    })
  })
})
