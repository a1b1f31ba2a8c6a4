'use client'

import { useSyncExternalStore } from 'react'
import { REQUEST_ID_META } from './request-id'

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.head, { childList: true, subtree: true, attributes: true })
  return () => observer.disconnect()
}

/**
 * The newest of them is the last: those of a page that was left before it was alive stay in the
 * head, as React never took them over.
 */
const requestIdOfPage = () =>
  [...document.querySelectorAll<HTMLMetaElement>(`meta[name="${REQUEST_ID_META}"]`)]
    .sort((one, other) => Number(isInHead(one)) - Number(isInHead(other)))
    .at(-1)?.content

const isInHead = (element: Element) => document.head.contains(element)

/** The request ID of the page that was asked for last; it comes after the page's own elements. */
export function useRequestId(): string | undefined {
  return useSyncExternalStore(subscribe, requestIdOfPage, () => undefined)
}
