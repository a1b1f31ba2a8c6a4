import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import {
  percentEncode,
  sha256,
  signV1,
  signV3,
  stringToSignV1,
  stringToSignV3,
} from '../../server/smc-api/signature'
import type { TestKey } from './access-keys'

export type SmcAnswer = {
  status: number
  body: Record<string, unknown>
  text: string
  headers: Headers
}

/** A signed call before it is sent, so that tests can spoil it. */
export type SmcCall = {
  method: string
  query: [string, string][]
  headers: Record<string, string>
  body: string
}

const VERSION = '2019-06-01'

/** A moment as the API writes it; so many seconds from now. */
export function smcNow(offsetSeconds = 0): string {
  return `${new Date(Date.now() + offsetSeconds * 1000).toISOString().slice(0, 19)}Z`
}

/** A V1 call with all parameters in the query, or in the form body. */
export function callV1(
  key: TestKey,
  action: string,
  parameters: Record<string, string> = {},
  method = 'GET',
): SmcCall {
  const pairs = Object.entries({
    Format: 'JSON',
    Version: VERSION,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    AccessKeyId: key.accessKeyId,
    SignatureNonce: randomUUID(),
    Timestamp: smcNow(),
    Action: action,
    ...parameters,
  })
  pairs.push(['Signature', signV1(stringToSignV1(method, pairs), key.accessKeySecret)])
  if (method === 'GET') return { method, query: pairs, headers: {}, body: '' }
  return {
    method,
    query: [],
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: encode(pairs),
  }
}

type OptionsV3 = {
  headers?: Record<string, string>
  form?: Record<string, string>
  method?: string
  host: string
  path?: string
  version?: string
}

/** A V3 call with its parameters in the query, and more in the form where there are some. */
export function callV3(
  key: TestKey,
  action: string,
  parameters: Record<string, string>,
  options: OptionsV3,
): SmcCall {
  const { form, method = 'POST', host, path = '/', version = VERSION } = options
  const body = form ? encode(Object.entries(form)) : ''
  const headers: Record<string, string> = {
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': smcNow(),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(body),
    accept: 'application/json',
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...options.headers,
  }
  const query = Object.entries(parameters)
  const signedHeaders = [
    'host',
    ...Object.keys(headers).filter((name) => name.startsWith('x-acs-')),
  ].sort()
  const request = {
    method,
    path,
    query,
    headers: new Headers({ ...headers, host }),
    signedHeaders,
    bodyDigest: sha256(body),
  }
  const signature = signV3(stringToSignV3(request), key.accessKeySecret)
  headers.authorization =
    'ACS3-HMAC-SHA256 ' +
    `Credential=${key.accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`
  return { method, query, headers, body }
}

const encode = (pairs: [string, string][]) =>
  pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&')

/** Sends a call; every answer must be JSON or XML with an ID, whatever was sent. */
export async function send(
  url: string,
  { method, query, headers, body }: SmcCall,
  path = '/',
): Promise<SmcAnswer> {
  const search = query.length > 0 ? `?${encode(query)}` : ''
  const answer = await fetch(`${url}${path}${search}`, {
    method,
    headers,
    redirect: 'manual',
    ...(method !== 'GET' && { body }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
  return {
    status: answer.status,
    text,
    headers: answer.headers,
    body: isJson ? JSON.parse(text) : {},
  }
}

/** Every error says the same five things, and none of them is empty. */
export function expectProblem(answer: SmcAnswer, status: number, code: string) {
  expect([answer.status, answer.body.Code]).toEqual([status, code])
  for (const field of ['RequestId', 'HostId', 'Code', 'Message', 'Recommend'])
    expect(answer.body[field], field).toBeTruthy()
  expect(answer.headers.get('x-acs-request-id')).toBe(answer.body.RequestId)
  expect(answer.headers.get('x-request-id')).toBe(answer.body.RequestId)
}

/** A call whose query was changed after it was signed. */
export const withQuery = (
  call: SmcCall,
  change: (query: SmcCall['query']) => SmcCall['query'],
): SmcCall => ({
  ...call,
  query: change(call.query),
})
