import { expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
vi.mock('../db/client', () => ({
  nameSql: (name: string) => name,
  sql: (_parts: TemplateStringsArray, ...values: unknown[]) => values,
}))

const { withinPeriod } = await import('./period')

/** The bounds of a period, as the database gets them. */
const boundsOf = (period: Parameters<typeof withinPeriod>[1]) =>
  withinPeriod('at', period).map((values) => (values as unknown as Date[])[1]?.toISOString())

it.each([
  ['2026-11-27', undefined, '2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
  ['2026-11-27', 'Asia/Shanghai', '2026-11-26T16:00:00.000Z', '2026-11-27T16:00:00.000Z'],
  ['2026-02-28', 'America/New_York', '2026-02-28T05:00:00.000Z', '2026-03-01T05:00:00.000Z'],
  // Clocks go forward: the day has 23 hours. And back: it has 25.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
])('the day %s of %s lies between two midnights', (day, zone, start, end) => {
  expect(boundsOf({ from: day, to: day, zone })).toEqual([start, end])
})

it('days before and after all that a database can hold are its first and last moments', () => {
  expect(boundsOf({ from: '0001-01-01', to: '9999-12-31' })).toEqual([
    '1970-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
  ])
})

it('nothing is asked of a period without days', () => {
  expect(boundsOf({ zone: 'Asia/Shanghai' })).toEqual([])
})
