'use client'

import { useHydrated } from './use-hydrated'

/**
 * Props of a button that only our code answers: until the page is alive it says that it can't be
 * pressed yet.
 */
export function useAlive(): { 'aria-disabled'?: true } {
  return useHydrated() ? {} : { 'aria-disabled': true }
}
