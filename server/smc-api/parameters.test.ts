import { describe, expect, it } from 'vitest'
import { listParameter, parsePairs, uniqueParameters } from './parameters'

describe('parameters', () => {
  it('are decoded whether blanks come as + or as %20', () => {
    expect(parsePairs('a=1+2%203&b=%2B&%E6%95%B0=%F0%9F%98%80&c&d=x=y&&')).toEqual({
      ok: true,
      pairs: [
        ['a', '1 2 3'],
        ['b', '+'],
        ['数', '😀'],
        ['c', ''],
        ['d', 'x=y'],
      ],
    })
  })

  it.each(['a=%', 'a=%ZZ', 'a=%FF', '%C3=1', 'a=%00', 'a%00=1'])('are refused in %s', (text) => {
    expect(parsePairs(text)).toMatchObject({
      ok: false,
      error: { code: 'InvalidParameter', status: 400 },
    })
  })

  it('are refused when there are too many', () => {
    expect(parsePairs(Array.from({ length: 301 }, (_, index) => `p${index}=`).join('&')).ok).toBe(
      false,
    )
  })

  it('are refused when a name is given twice', () => {
    expect(
      uniqueParameters([
        ['a', '1'],
        ['A', '2'],
      ]).ok,
    ).toBe(true)
    expect(
      uniqueParameters([
        ['a', '1'],
        ['b', ''],
        ['a', '1'],
      ]),
    ).toMatchObject({ error: { message: expect.stringContaining('"a"') } })
  })

  it('make a list in the order of their numbers', () => {
    const parameters = new Map([
      ['Id.10', 'c'],
      ['Id.2', 'b'],
      ['Id.1', 'a'],
      ['Id.4', ''],
      ['Other.1', '-'],
    ])
    expect(listParameter(parameters, 'Id')).toEqual({ ok: true, values: ['a', 'b', 'c'] })
    for (const name of ['Id', 'Id.', 'Id.0', 'Id.01', 'Id.x', 'Id.100000'])
      expect(listParameter(new Map([[name, 'a']]), 'Id'), name).toMatchObject({
        ok: false,
        error: { code: 'InvalidParameter' },
      })
  })
})
