import { describe, expect, it } from 'vitest'
import { readRequest, type WireRequest } from './request'
import { sha256, signV1, signV3, stringToSignV1, stringToSignV3 } from './signature'

const SECRET = 'a secret of forty characters, or nearly'
const V1 = {
  Action: 'ListAccessTokens',
  Version: '2019-06-01',
  AccessKeyId: 'ak-1',
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
  SignatureNonce: 'n-1',
  Timestamp: '2026-11-30T12:00:00Z',
}

function callV1(changed: Record<string, string | undefined> = {}, body = ''): WireRequest {
  const given = Object.entries({ ...V1, ...changed }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
  const form = [...new URLSearchParams(body)]
  const signature = signV1(stringToSignV1('POST', [...given, ...form]), SECRET)
  const query = new URLSearchParams([...given, ['Signature', signature]]).toString()
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  return { method: 'POST', path: '/', query, headers, body: Buffer.from(body) }
}

const BODY = 'Name=wave-3&Count=30'

function callV3(changed: Record<string, string | undefined> = {}, signed = BODY): WireRequest {
  const given = {
    host: 'console.test',
    'x-acs-action': 'CreateAccessToken',
    'x-acs-version': '2019-06-01',
    'x-acs-date': '2026-11-30T12:00:00Z',
    'x-acs-signature-nonce': 'n-1',
    'x-acs-content-sha256': sha256(signed),
    ...changed,
  }
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  for (const [name, value] of Object.entries(given)) if (value) headers.set(name, value)
  const signedHeaders = [...headers.keys()].filter(
    (name) => name === 'host' || /^x-acs-/.test(name),
  )
  const bodyDigest = sha256(BODY)
  const path = '/'
  const text = stringToSignV3({
    method: 'POST',
    path,
    query: [],
    headers,
    signedHeaders,
    bodyDigest,
  })
  headers.set(
    'authorization',
    `ACS3-HMAC-SHA256 Credential=ak-1,SignedHeaders=${signedHeaders.join(';')},` +
      `Signature=${signV3(text, SECRET)}`,
  )
  return { method: 'POST', path, query: '', headers, body: Buffer.from(BODY) }
}

function read(wire: WireRequest) {
  const request = readRequest(wire)
  if (!request.ok) throw new Error(request.error.message)
  return request
}

const codeOf = (wire: WireRequest) => {
  const request = readRequest(wire)
  return request.ok ? 'OK' : request.error.code
}

describe('a V1 call', () => {
  it('is read from query and form together', () => {
    const request = read(callV1({}, 'Name=wave-3'))
    expect(request).toMatchObject({
      action: 'ListAccessTokens',
      version: '2019-06-01',
      accessKeyId: 'ak-1',
      nonce: 'n-1',
      timestamp: V1.Timestamp,
    })
    expect(request.parameters.get('Name')).toBe('wave-3')
    expect(request.isSignedWith(SECRET)).toBe(true)
    expect(request.isSignedWith(`${SECRET}x`)).toBe(false)
  })

  it.each(Object.keys(V1))('without %s says that it is missing', (name) => {
    expect(codeOf(callV1({ [name]: undefined }))).toBe(`Missing${name}`)
  })

  it.each([
    ['SignatureMethod', 'HMAC-SHA256'],
    ['SignatureVersion', '2.0'],
  ])('with %s=%s is refused', (name, value) => {
    expect(codeOf(callV1({ [name]: value }))).toBe('InvalidParameter')
  })

  it('that gives a parameter in query and form is refused', () => {
    expect(codeOf(callV1({}, 'Action=x'))).toBe('InvalidParameter')
  })
})

describe('a V3 call', () => {
  it('is read from its headers, and its parameters from the form', () => {
    const request = read(callV3())
    expect(request).toMatchObject({
      action: 'CreateAccessToken',
      accessKeyId: 'ak-1',
      nonce: 'n-1',
    })
    expect([...request.parameters]).toEqual([
      ['Name', 'wave-3'],
      ['Count', '30'],
    ])
    expect(request.isSignedWith(SECRET)).toBe(true)
    expect(request.isSignedWith('another')).toBe(false)
  })

  it('whose body is another one than was signed is not signed', () => {
    expect(read(callV3({}, 'Name=other')).isSignedWith(SECRET)).toBe(false)
  })

  it.each([
    ['x-acs-action', 'MissingAction'],
    ['x-acs-version', 'MissingVersion'],
    ['x-acs-date', 'MissingTimestamp'],
    ['x-acs-signature-nonce', 'MissingSignatureNonce'],
    ['x-acs-content-sha256', 'MissingContentSha256'],
  ])('without %s says %s', (header, code) => {
    expect(codeOf(callV3({ [header]: undefined }))).toBe(code)
  })

  it.each([
    ['ACS3-HMAC-SM3 Credential=ak-1,SignedHeaders=host,Signature=x'],
    ['ACS3-HMAC-SHA256 Credential=ak-1,Signature=x'],
    ['ACS3-HMAC-SHA256 Credential=ak-1,SignedHeaders=host,Signature=x'],
  ])('with Authorization %s is refused', (authorization) => {
    const wire = callV3()
    wire.headers.set('authorization', authorization)
    expect(codeOf(wire)).toBe('IncompleteSignature')
  })
})

it.each([
  ['application/json', '{"a":1}', 'InvalidParameter'],
  ['application/json', '{}', 'MissingAction'],
  ['text/plain', '', 'MissingAction'],
])('a body of %s, %j, is answered with %s', (type, body, code) => {
  const headers = new Headers({ 'content-type': type })
  expect(codeOf({ method: 'POST', path: '/', query: '', headers, body: Buffer.from(body) })).toBe(
    code,
  )
})

it('a body that is no UTF-8 is refused', () => {
  const wire = { ...callV1(), body: Buffer.from([0xff]) }
  expect(codeOf(wire)).toBe('InvalidParameter')
})
