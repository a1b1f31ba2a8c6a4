import 'server-only'
import { headers } from 'next/headers'

/**
 * Where a request comes from and how it is called. The server sets these headers itself, over
 * whatever a client sent.
 */
export type RequestFacts = { requestId: string; ip: string; path: string }

/** The address that was asked for, as the request names it: shown to nobody but who asked. */
export async function askedAddress(): Promise<string> {
  const address = `http://${(await headers()).get('host')}`
  return URL.canParse(address) ? address : 'http://localhost'
}

/**
 * Facts of the request under way: its ID, the client's address, and the path with query that was
 * asked for.
 */
export async function requestFacts(): Promise<RequestFacts> {
  const incoming = await headers()
  return {
    requestId: incoming.get('x-request-id') ?? '',
    ip: incoming.get('x-client-address') ?? '',
    path: incoming.get('x-request-path') ?? '/',
  }
}
