'use client'

import { createContext, type ReactNode, use } from 'react'
import { useHydrated } from '../form/use-hydrated'

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
 * The console's own address: the one that is set, else the one under which this page was opened;
 * `undefined` until the page is alive where only the browser knows it.
 */
export function useOwnAddress(): string | undefined {
  const hydrated = useHydrated()
  return use(OwnAddress) ?? (hydrated ? window.location.origin : undefined)
}
