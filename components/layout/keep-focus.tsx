'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * Gives the focus to the content of a page where what had it is gone with the page or list before:
 * the next Tab begins there, not at the top of the document.
 */
export function KeepFocus() {
  const address = `${usePathname()}?${useSearchParams()}`
  const shown = useRef(address)
  useEffect(() => {
    if (shown.current === address) return
    shown.current = address
    if (document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true })
  }, [address])
  return null
}
