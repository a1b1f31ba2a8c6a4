import OpenApiClient, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client'
import { $OpenApiUtil, default as CoreClient } from '@alicloud/openapi-core'
import PopCore from '@alicloud/pop-core'
import RpcClient from '@alicloud/rpc-client'
import type { TestKey } from './access-keys'

export type Answer = Record<string, unknown>
/**
 * Calls an operation with a client as its users do; a refusal is thrown, as the client throws it.
 */
type Caller = (action: string, parameters: Record<string, string>) => Promise<Answer>

const VERSION = '2019-06-01'

/** A module's default export, whether it was made for require or for import. */
const unwrapped = <T>(module: T): T => (module as { default?: T }).default ?? module

function popCore(url: string, key: TestKey, method: string): Caller {
  const client = new PopCore({ endpoint: url, apiVersion: VERSION, ...key })
  return (action, parameters) => client.request(action, parameters, { method })
}

function rpcClient(url: string, { accessKeyId, accessKeySecret }: TestKey, method: string): Caller {
  const Client = unwrapped(RpcClient)
  const { host } = new URL(url)
  const client = new Client({
    accessKeyId,
    accessKeySecret,
    endpoint: host,
    protocol: 'http',
    type: 'access_key',
  } as never)
  const runtime = { autoretry: false, readTimeout: 10_000, connectTimeout: 10_000 }
  return async (action, parameters) => {
    const [query, form] = method === 'GET' ? [parameters, {}] : [{}, parameters]
    return client.doRequest(action, 'HTTP', method, VERSION, 'AK', query, form, runtime as never)
  }
}

/** How generated SDKs describe a call of an RPC operation. */
const callOf = (action: string, place: 'query' | 'form', method: string) => ({
  action,
  version: VERSION,
  protocol: 'HTTP',
  pathname: '/',
  method,
  authType: 'AK',
  style: 'RPC',
  reqBodyType: place === 'form' ? 'formData' : 'json',
  bodyType: 'json',
})

function openApi(
  url: string,
  key: TestKey,
  place: 'query' | 'form',
  method = 'POST',
  signatureAlgorithm?: string,
): Caller {
  const Client = unwrapped(OpenApiClient)
  const { accessKeyId, accessKeySecret } = key
  const endpoint = new URL(url).host
  const client = new Client(
    new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'http', signatureAlgorithm }),
  )
  return async (action, parameters) => {
    const params = new Params(callOf(action, place, method))
    const request = new OpenApiRequest(
      place === 'form' ? { body: parameters } : { query: parameters },
    )
    const runtime = {
      autoretry: false,
      ignoreSSL: false,
      readTimeout: 10_000,
      connectTimeout: 10_000,
    }
    return (await client.callApi(params, request, runtime as never)).body
  }
}

function openApiCore(url: string, key: TestKey, place: 'query' | 'form', method = 'POST'): Caller {
  const Client = unwrapped(CoreClient)
  const { accessKeyId, accessKeySecret } = key
  const endpoint = new URL(url).host
  const client = new Client(
    new $OpenApiUtil.Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'http' }),
  )
  return async (action, parameters) => {
    const params = new $OpenApiUtil.Params(callOf(action, place, method))
    const request = new $OpenApiUtil.OpenApiRequest(
      place === 'form' ? { body: parameters } : { query: parameters },
    )
    const runtime = { autoretry: false, readTimeout: 10_000, connectTimeout: 10_000 }
    return (await client.callApi(params, request, runtime as never)).body
  }
}

/** The vendor's own clients, as they are, in each way in which they can be told to call. */
export const CLIENTS: Record<string, (url: string, key: TestKey) => Caller> = {
  'pop-core by GET': (url, key) => popCore(url, key, 'GET'),
  'pop-core by POST': (url, key) => popCore(url, key, 'POST'),
  'rpc-client by GET': (url, key) => rpcClient(url, key, 'GET'),
  'rpc-client by POST': (url, key) => rpcClient(url, key, 'POST'),
  'openapi-client with V3': (url, key) => openApi(url, key, 'query'),
  'openapi-client with V3 and a form': (url, key) => openApi(url, key, 'form'),
  'openapi-client with V3 by GET': (url, key) => openApi(url, key, 'query', 'GET'),
  'openapi-client with V1': (url, key) => openApi(url, key, 'query', 'POST', 'v2'),
  'openapi-client with V1 by GET': (url, key) => openApi(url, key, 'query', 'GET', 'v2'),
  'openapi-core with V3': (url, key) => openApiCore(url, key, 'query'),
  'openapi-core with V3 and a form': (url, key) => openApiCore(url, key, 'form'),
  'openapi-core with V3 by GET': (url, key) => openApiCore(url, key, 'query', 'GET'),
}
