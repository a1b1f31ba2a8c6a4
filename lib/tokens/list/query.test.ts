import { describe, expect, it } from 'vitest'
import {
  isFiltered,
  parseTokenListQuery,
  tokenListHref,
  tokenListParameters,
  unreadTokenFilters,
  withoutPage,
} from './query.shared'

const DEFAULTS = { search: '', sort: 'created', order: 'desc', size: 50 }

describe('a URL of the list', () => {
  it('without parameters shows the newest 50', () => {
    expect(parseTokenListQuery({})).toEqual(DEFAULTS)
    expect(tokenListHref(parseTokenListQuery({}))).toBe('/tokens')
  })

  it.each([
    'search=wave-3',
    'status=exhausted',
    'expires=7',
    'expires=30',
    'used=nearly',
    'by=p-0123456789abcdefghij',
    'sort=name',
    'sort=expires&order=desc',
    'sort=usage&order=asc',
    'order=asc',
    'size=25',
    'size=100',
    'sort=name&after=wave-3.at-x',
    'before=1795486800000.at-x',
    'search=%C3%84ther+x&status=active&expires=30&used=used&by=ak-1&sort=name&order=desc&size=25',
  ])('says what it shows and nothing else: %s', (text) => {
    const query = parseTokenListQuery(Object.fromEntries(new URLSearchParams(text)))
    expect(tokenListParameters(query).toString()).toBe(text)
  })

  it.each([
    ['sort', 'name', 'asc'],
    ['sort', 'expires', 'asc'],
    ['sort', 'usage', 'desc'],
    ['sort', 'created', 'desc'],
  ])('with %s=%s is in the order that is wanted most: %s', (name, value, order) => {
    expect(parseTokenListQuery({ [name]: value }).order).toBe(order)
  })

  it.each<[Record<string, unknown>]>([
    [{ sort: 'toString' }],
    [{ sort: 'codeHash' }],
    [{ order: 'up' }],
    [{ size: '1000' }],
    [{ size: 50 }],
    [{ after: 'x', before: ['1.at-x'] }],
    [{ search: ['a'] }],
    [{ status: '', expires: '', used: '', by: '' }],
  ])('takes %j for not said', (parameters) => {
    expect(parseTokenListQuery(parameters)).toMatchObject({
      sort: 'created',
      order: 'desc',
      search: '',
    })
    expect(tokenListHref(parseTokenListQuery(parameters))).toBe('/tokens')
  })

  it.each<[Record<string, unknown>, string[]]>([
    [{ status: 'gone' }, ['status']],
    [{ status: ['active'] }, ['status']],
    [{ expires: '8' }, ['expires']],
    [{ expires: 'soon', used: 'much', by: "p-1'" }, ['expires', 'used', 'by']],
    [{ status: 'active', expires: '7', used: 'never', by: 'p-1', size: '7' }, []],
    [{ status: '' }, []],
  ])('names the filters of %j that can not be read', (parameters, unread) => {
    expect(unreadTokenFilters(parameters)).toEqual(unread)
  })
})

describe('the search of a URL', () => {
  const CODE = `act${'A'.repeat(23)}0${'a'.repeat(5)}`

  it('is cut, and rid of blanks around and control characters', () => {
    expect(parseTokenListQuery({ search: ' a\u0000b \n' }).search).toBe('ab')
    expect(parseTokenListQuery({ search: 'x'.repeat(300) }).search).toHaveLength(256)
  })

  it('is dropped and named where it is an activation code', () => {
    expect(parseTokenListQuery({ search: `my ${CODE}` })).toMatchObject({
      search: '',
      leaked: true,
    })
    expect(parseTokenListQuery({ leaked: '1' }).leaked).toBe(true)
    expect(parseTokenListQuery({ search: 'act' })).not.toHaveProperty('leaked')
  })
})

it('begins with the first page again when anything but the page changes', () => {
  const query = parseTokenListQuery({ status: 'active', after: '1.at-x' })
  expect(tokenListHref(query, { size: 25 })).toBe('/tokens?status=active&size=25')
  expect(tokenListHref(query, { after: query.after })).toBe('/tokens?status=active&after=1.at-x')
  expect(withoutPage(query)).toMatchObject({ after: undefined, before: undefined })
})

it.each([
  [{ search: 'a' }, true],
  [{ status: 'active' }, true],
  [{ expires: '7' }, true],
  [{ used: 'never' }, true],
  [{ by: 'p-1' }, true],
  [{ sort: 'name', size: '25', after: '1.at-x' }, false],
])('is narrowed by %j: %s', (parameters, narrowed) => {
  expect(isFiltered(parseTokenListQuery(parameters))).toBe(narrowed)
})
