'use client'

import { createContext, type ReactNode, use } from 'react'

const PhoneContext = createContext(false)

/** Tells what lies below whether a phone shows it, as the server took it from the request. */
export function PhoneProvider({ isPhone, children }: { isPhone: boolean; children: ReactNode }) {
  return <PhoneContext value={isPhone}>{children}</PhoneContext>
}

/** Whether a phone shows it: what has no room there is not made at all. */
export function useIsPhone(): boolean {
  return use(PhoneContext)
}
