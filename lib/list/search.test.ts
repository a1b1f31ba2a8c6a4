import { expect, it } from 'vitest'
import { parseSearch } from './search.shared'

const CODE = `act${'A'.repeat(29)}`

it('a search is a text without control characters, blanks around it and a tail', () => {
  expect(parseSearch({ search: ' wave\u00001 ' })).toEqual({ search: 'wave1', leaked: false })
  expect(parseSearch({ search: 'x'.repeat(300) }).search).toHaveLength(256)
  for (const search of [undefined, ['a', 'b'], ''])
    expect(parseSearch({ search })).toEqual({ search: '', leaked: false })
})

it('an activation code in it is dropped, and said', () => {
  expect(parseSearch({ search: `CODE=${CODE}` })).toEqual({ search: '', leaked: true })
  expect(parseSearch({ leaked: '1' })).toEqual({ search: '', leaked: true })
})
