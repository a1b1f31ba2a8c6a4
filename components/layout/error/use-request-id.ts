'use client'

import { useSyncExternalStore } from 'react'
import { REQUEST_ID_META } from './request-id'

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.head, { childList: true, subtree: true, attributes: true })
  return () => observer.disconnect()
}

const requestIdOfPage = () =>
  document.querySelector<HTMLMetaElement>(`meta[name="${REQUEST_ID_META}"]`)?.content

/** The request ID of the page that was asked for last; it comes after the page's own elements. */
export function useRequestId(): string | undefined {
  return useSyncExternalStore(subscribe, requestIdOfPage, () => undefined)
}
