import { type Pairs, parsePairs, uniqueParameters } from './parameters'
import { refuse, refuseMissing, refuseParameter, type SmcFailure } from './problem'
import {
  isSameSignature,
  parseAuthorizationV3,
  sha256,
  signV1,
  signV3,
  stringToSignV1,
  stringToSignV3,
} from './signature'

/** A call as it came over the wire: method, path and query are as the client sent them. */
export type WireRequest = {
  method: string
  path: string
  query: string
  headers: Headers
  body: Uint8Array
}

/** A call that has all that is needed to ask whether its signature is right. */
export type SmcRequest = {
  action: string
  version: string
  accessKeyId: string
  timestamp: string
  nonce: string
  parameters: Map<string, string>
  stringToSign: string
  isSignedWith: (secret: string) => boolean
}
type ReadResult = ({ ok: true } & SmcRequest) | SmcFailure

const REQUIRED_V1 = [
  'Action',
  'Version',
  'AccessKeyId',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
  'Signature',
]

/** Headers of a V3 call, and the parameters of V1 that they stand for. */
const REQUIRED_V3 = [
  ['Action', 'x-acs-action'],
  ['Version', 'x-acs-version'],
  ['Timestamp', 'x-acs-date'],
  ['SignatureNonce', 'x-acs-signature-nonce'],
  ['ContentSha256', 'x-acs-content-sha256'],
] as const

/**
 * Reads a call of either signature scheme. Says what is missing or can't be read; whether it is
 * true is asked later.
 */
export function readRequest(wire: WireRequest): ReadResult {
  const query = parsePairs(wire.query)
  const form = parseForm(wire)
  if (!query.ok) return query
  if (!form.ok) return form
  const pairs = [...query.pairs, ...form.pairs]
  const unique = uniqueParameters(pairs)
  if (!unique.ok) return unique
  const authorization = wire.headers.get('authorization') ?? ''
  return /^ACS3-/i.test(authorization)
    ? readV3(wire, authorization, query.pairs, unique.parameters)
    : readV1(wire.method, pairs, unique.parameters)
}

function parseForm({ headers, body }: WireRequest): { ok: true; pairs: Pairs } | SmcFailure {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (isForm || text === '') return parsePairs(text)
    return text === '{}'
      ? { ok: true, pairs: [] }
      : refuseParameter('Body', 'Send parameters in the query or as a form.')
  } catch {
    return refuseParameter('Body', 'It is no UTF-8 text.')
  }
}

function readV1(method: string, pairs: Pairs, parameters: Map<string, string>): ReadResult {
  const missing = REQUIRED_V1.find((name) => !parameters.get(name))
  if (missing) return refuseMissing(missing)
  const of = (name: string) => parameters.get(name) ?? ''
  if (of('SignatureMethod').toUpperCase() !== 'HMAC-SHA1')
    return refuseParameter('SignatureMethod', 'Use HMAC-SHA1.')
  if (of('SignatureVersion') !== '1.0') return refuseParameter('SignatureVersion', 'Use 1.0.')
  const stringToSign = stringToSignV1(method, pairs)
  return {
    ok: true,
    action: of('Action'),
    version: of('Version'),
    accessKeyId: of('AccessKeyId'),
    timestamp: of('Timestamp'),
    nonce: of('SignatureNonce'),
    parameters,
    stringToSign,
    isSignedWith: (secret) => isSameSignature(of('Signature'), signV1(stringToSign, secret)),
  }
}

function readV3(
  { method, path, headers, body }: WireRequest,
  authorization: string,
  query: Pairs,
  parameters: Map<string, string>,
): ReadResult {
  const scheme = authorization.split(' ', 1)[0]
  if (scheme !== 'ACS3-HMAC-SHA256')
    return refuse(
      'IncompleteSignature',
      `The signature algorithm ${scheme?.slice(0, 40)} is not supported. Use ACS3-HMAC-SHA256.`,
    )
  const credentials = parseAuthorizationV3(authorization)
  if (!credentials)
    return refuse(
      'IncompleteSignature',
      'Authorization must have Credential, SignedHeaders and Signature.',
    )
  const missing = REQUIRED_V3.find(([, header]) => !headers.get(header))
  if (missing) return refuseMissing(missing[0])
  const { accessKeyId, signedHeaders, signature } = credentials
  const unsigned = [...headers.keys()].find(
    (name) => name.startsWith('x-acs-') && !signedHeaders.includes(name),
  )
  if (unsigned)
    return refuse(
      'IncompleteSignature',
      `The header ${unsigned.slice(0, 80)} is not signed. Name it in SignedHeaders.`,
    )

  const bodyDigest = sha256(body)
  const stringsToSign = ['/', path].map((signed) =>
    stringToSignV3({ method, path: signed, query, headers, signedHeaders, bodyDigest }),
  )
  const isBodyAsSigned = headers.get('x-acs-content-sha256') === bodyDigest
  const of = (name: string) => headers.get(name) ?? ''
  return {
    ok: true,
    action: of('x-acs-action'),
    version: of('x-acs-version'),
    accessKeyId,
    timestamp: of('x-acs-date'),
    nonce: of('x-acs-signature-nonce'),
    parameters,
    stringToSign: stringsToSign.at(-1) ?? '',
    isSignedWith: (secret) =>
      isBodyAsSigned &&
      stringsToSign.some((text) => isSameSignature(signature, signV3(text, secret))),
  }
}
