import { expect, it } from 'vitest'
import { searchText } from './search-text.shared'

it('finds letters that a system has taken apart by those that are whole, in any case', () => {
  expect(searchText('BU\u0308RO-Mac')).toBe(searchText('b\u00fcro-mac'))
})
