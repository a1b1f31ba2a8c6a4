import 'server-only'
import { headers } from 'next/headers'
import { ownAddress } from '@/lib/env'

/**
 * Where a request comes from and how it is called. The server sets these headers itself, over
 * whatever a client sent.
 */
export type RequestFacts = { requestId: string; ip: string; path: string; isUse: boolean }

/** The address that was asked for, as the request names it: shown to nobody but who asked. */
export async function askedAddress(): Promise<string> {
  const address = `http://${(await headers()).get('host')}`
  return URL.canParse(address) ? address : 'http://localhost'
}

/**
 * Facts of the request under way: its ID, the client's address, the path with query that was asked
 * for, and whether somebody is there: an open page also asks by itself.
 */
export async function requestFacts(): Promise<RequestFacts> {
  const incoming = await headers()
  return {
    requestId: incoming.get('x-request-id') ?? '',
    ip: incoming.get('x-client-address') ?? '',
    path: incoming.get('x-request-path') ?? '/',
    isUse: incoming.get('x-request-use') !== 'no',
  }
}

/**
 * Whether a phone asks, by what its browser says of itself: what has no room there need not be
 * sent.
 */
export async function isPhone(): Promise<boolean> {
  const incoming = await headers()
  const hint = incoming.get('sec-ch-ua-mobile')
  return hint ? hint === '?1' : /\bMobi/.test(incoming.get('user-agent') ?? '')
}

/** The console's own address, as people open it: what browsers sign for, and come back to. */
export async function ownOrigin(): Promise<string> {
  return ownAddress() ?? new URL(await askedAddress()).origin
}
