'use client'

import { createContext, type ReactNode, use } from 'react'
import { useHydrated } from '../form/use-hydrated'

type OwnAddress = {
  /** Where people and machines reach the console, where that is set (`PUBLIC_URL`). */
  address: string | undefined
  /** The same as the server takes it from the request, until the browser says its own. */
  asked: string
}

const OwnAddressContext = createContext<OwnAddress>({ address: undefined, asked: '' })

/** Tells what lies below where the console is reached. */
export function OwnAddressProvider({
  children,
  ...addresses
}: OwnAddress & { children: ReactNode }) {
  return <OwnAddressContext value={addresses}>{children}</OwnAddressContext>
}

/** The console's own address: the one that is set, else the one of the page that is open. */
export function useOwnAddress(): string {
  const hydrated = useHydrated()
  const { address, asked } = use(OwnAddressContext)
  return address ?? (hydrated ? window.location.origin : asked)
}
