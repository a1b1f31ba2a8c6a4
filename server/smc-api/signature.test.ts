import { describe, expect, it } from 'vitest'
import {
  isSameSignature,
  parseAuthorizationV3,
  percentEncode,
  sha256,
  signV1,
  signV3,
  stringToSignV1,
  stringToSignV3,
} from './signature'

describe('percent-encoding', () => {
  it.each([
    ['AZaz09-_.~', 'AZaz09-_.~'],
    [' ', '%20'],
    ['+', '%2B'],
    ["!'()*", '%21%27%28%29%2A'],
    ['/?:@&=', '%2F%3F%3A%40%26%3D'],
    ['ü', '%C3%BC'],
    ['数据', '%E6%95%B0%E6%8D%AE'],
    ['😀', '%F0%9F%98%80'],
  ])('writes %j as %s', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded)
  })
})

describe('a V1 signature', () => {
  it('covers the method and all sorted parameters but itself', () => {
    const string = stringToSignV1('GET', [
      ['b', '2 x'],
      ['Signature', 'left out'],
      ['a', '1'],
      ['B', '*'],
    ])
    expect(string).toBe('GET&%2F&B%3D%252A%26a%3D1%26b%3D2%2520x')
  })

  // The example of the vendor's documentation for ECS.
  it('is what the vendor documents', () => {
    const string = stringToSignV1('GET', [
      ['TimeStamp', '2016-02-23T12:46:24Z'],
      ['Format', 'XML'],
      ['AccessKeyId', 'testid'],
      ['Action', 'DescribeRegions'],
      ['SignatureMethod', 'HMAC-SHA1'],
      ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
      ['Version', '2014-05-26'],
      ['SignatureVersion', '1.0'],
    ])
    expect(signV1(string.replace('TimeStamp', 'Timestamp'), 'testsecret')).toBe(
      'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
    )
  })
})

describe('a V3 signature', () => {
  it('covers method, query, the headers that it names, and the body', () => {
    const request = {
      method: 'POST',
      path: '/',
      query: [
        ['b', '2'],
        ['a', ''],
      ] as [string, string][],
      headers: new Headers({ host: 'h', 'x-acs-b': ' 2 ', 'x-acs-a': '1' }),
      signedHeaders: ['x-acs-b', 'host', 'x-acs-a'],
      bodyDigest: sha256(''),
    }
    const canonical = [
      'POST',
      '/',
      'a=&b=2',
      'host:h',
      'x-acs-a:1',
      'x-acs-b:2',
      '',
      'host;x-acs-a;x-acs-b',
      sha256(''),
    ].join('\n')
    expect(stringToSignV3(request)).toBe(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    expect(signV3('x', 'secret')).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is read from the header in any order of its parts', () => {
    const parts = { accessKeyId: 'ak', signedHeaders: ['host', 'x-acs-a'], signature: 'ab' }
    expect(
      parseAuthorizationV3(
        'ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=host;x-acs-a,Signature=ab',
      ),
    ).toEqual(parts)
    expect(
      parseAuthorizationV3(
        'ACS3-HMAC-SHA256 Signature=ab, SignedHeaders=Host;X-Acs-A, Credential=ak',
      ),
    ).toEqual(parts)
    expect(parseAuthorizationV3('ACS3-HMAC-SHA256 Credential=ak,Signature=ab')).toBeUndefined()
    for (const names of ['host;', ';;', 'a b', 'hést'])
      expect(
        parseAuthorizationV3(`ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=${names},Signature=ab`),
      ).toBeUndefined()
  })
})

it('compares signatures of any length', () => {
  expect(isSameSignature('ab', 'ab')).toBe(true)
  expect(isSameSignature('ab', 'abc')).toBe(false)
  expect(isSameSignature('', 'a')).toBe(false)
})
