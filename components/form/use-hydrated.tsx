'use client'

import { createContext, type ReactNode, startTransition, use, useEffect, useState } from 'react'

const HydratedContext = createContext(false)

/**
 * Tells everything below when the page is alive. In a transition: on a page with many buttons all
 * of them at once would hold a slow phone up for a second.
 */
export function HydratedProvider({ children }: { children: ReactNode }) {
  const [isHydrated, setIsHydrated] = useState(false)
  useEffect(() => startTransition(() => setIsHydrated(true)), [])
  return <HydratedContext value={isHydrated}>{children}</HydratedContext>
}

/** Whether the page is alive: false on the server and while it hydrates, true from then on. */
export function useHydrated(): boolean {
  return use(HydratedContext)
}
