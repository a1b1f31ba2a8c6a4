'use client'

import { useState } from 'react'
import { setServerNow } from './server-now'

/**
 * Lets the browser go by the server's clock: `now` is the moment at which the page was rendered
 * there.
 */
export function ServerClock({ now }: { now: Date }) {
  useState(() => {
    if (typeof window !== 'undefined') setServerNow(now)
  })
  return null
}
