import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Pairs } from './parameters'

/** Percent-encodes as signatures want it: UTF-8, with only `A-Za-z0-9-_.~` left as it is. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Pairs as a signature covers them: sorted by name in code units, encoded, joined. */
function canonicalQuery(pairs: Pairs): string {
  return pairs
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

/**
 * What a V1 signature covers: the method and all parameters but the signature itself.
 * @param pairs decoded parameters of query and form together
 */
export function stringToSignV1(method: string, pairs: Pairs): string {
  const signed = pairs.filter(([name]) => name !== 'Signature')
  return `${method}&%2F&${percentEncode(canonicalQuery(signed))}`
}

/** The V1 signature of a string: HMAC-SHA1 with the secret and `&`, in base64. */
export function signV1(stringToSign: string, secret: string): string {
  return createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64')
}

/** `Authorization` of a V3 call. */
export type AuthorizationV3 = { accessKeyId: string; signedHeaders: string[]; signature: string }

/** A name that a header can have (RFC 9110). */
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/

/**
 * Reads an `Authorization` of the scheme ACS3-HMAC-SHA256; `undefined` where something is missing
 * or can't be.
 */
export function parseAuthorizationV3(header: string): AuthorizationV3 | undefined {
  const parts = new Map(
    header
      .slice(header.indexOf(' ') + 1)
      .split(',')
      .map((part): [string, string] => {
        const equals = part.indexOf('=')
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()]
      }),
  )
  const [accessKeyId, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map(
    (name) => parts.get(name),
  )
  if (!accessKeyId || !signedHeaders || !signature) return undefined
  const names = signedHeaders.toLowerCase().split(';')
  return names.every((name) => HEADER_NAME.test(name))
    ? { accessKeyId, signedHeaders: names, signature }
    : undefined
}

/** What a V3 signature covers. */
export type RequestV3 = {
  method: string
  path: string
  query: Pairs
  headers: Headers
  signedHeaders: string[]
  bodyDigest: string
}

/**
 * The string that a V3 signature covers.
 * @param request `bodyDigest` is the SHA-256 of the bytes that were received, in lower-case hex
 */
export function stringToSignV3({
  method,
  path,
  query,
  headers,
  signedHeaders,
  bodyDigest,
}: RequestV3): string {
  const sorted = signedHeaders.toSorted()
  const lines = sorted.map((name) => `${name}:${(headers.get(name) ?? '').trim()}\n`).join('')
  const canonical = [method, path, canonicalQuery(query), lines, sorted.join(';'), bodyDigest].join(
    '\n',
  )
  return `ACS3-HMAC-SHA256\n${sha256(canonical)}`
}

/** The V3 signature of a string: HMAC-SHA256 with the bare secret, in lower-case hex. */
export function signV3(stringToSign: string, secret: string): string {
  return createHmac('sha256', secret).update(stringToSign).digest('hex')
}

/** SHA-256 in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Whether two signatures are the same, in a time that tells nothing of where they differ. */
export function isSameSignature(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
