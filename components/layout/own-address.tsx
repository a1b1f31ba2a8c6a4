'use client'

import { createContext, type ReactNode, use } from 'react'

const OwnAddress = createContext<string | undefined>(undefined)

/**
 * Tells what lies below where people and machines reach the console, where that is set
 * (`PUBLIC_URL`).
 */
export function OwnAddressProvider({
  address,
  children,
}: {
  address: string | undefined
  children: ReactNode
}) {
  return <OwnAddress value={address}>{children}</OwnAddress>
}

/**
 * The console's own address: the one that is set, else the one under which this page was opened.
 * Only for what the browser renders.
 */
export function useOwnAddress(): string {
  return use(OwnAddress) ?? window.location.origin
}
