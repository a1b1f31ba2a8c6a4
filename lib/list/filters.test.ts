import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { hrefOf, readFilters, writeParameters } from './filters.shared'

const FILTERS = { color: z.enum(['red', 'blue']), size: z.pipe(z.string(), z.transform(Number)) }

it('reads what can be read, and names what can not', () => {
  expect(readFilters(FILTERS, { color: 'red', size: '7', other: 'x' })).toEqual({
    values: { color: 'red', size: 7 },
    unread: [],
  })
  expect(readFilters(FILTERS, { color: 'green', size: ['7'] })).toEqual({
    values: {},
    unread: ['color', 'size'],
  })
})

it('takes an empty filter for none', () => {
  expect(readFilters(FILTERS, { color: '', size: undefined })).toEqual({ values: {}, unread: [] })
})

it('writes what is there', () => {
  const parameters = writeParameters({ color: 'red', size: 0, other: undefined, empty: '' })
  expect(parameters.toString()).toBe('color=red&size=0')
  expect(hrefOf('/list', parameters)).toBe('/list?color=red&size=0')
  expect(hrefOf('/list', new URLSearchParams())).toBe('/list')
})
