'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether the page is alive: false on the server and while it hydrates, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
