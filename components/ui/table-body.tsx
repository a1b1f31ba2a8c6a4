'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** So many rows are laid out at a time: a slow phone takes some 20 milliseconds. */
const ROWS_AT_A_TIME = 4

/** Waits until the page has nothing else to do. Safari can't tell when that is. */
function whenIdle(run: () => void): void {
  requestAnimationFrame(() =>
    'requestIdleCallback' in window ? requestIdleCallback(run) : setTimeout(run, 0),
  )
}

/** Has the rows that are not on the screen laid out too, few at a time. @returns stops it */
function layOutInTurn(body: HTMLElement): () => void {
  let isStopped = false
  function layOutSome() {
    if (isStopped) return
    const rows = [...body.querySelectorAll<HTMLElement>(':scope > tr:not([data-laid-out])')]
    for (const row of rows.slice(0, ROWS_AT_A_TIME)) row.dataset.laidOut = ''
    if (rows.length > ROWS_AT_A_TIME) whenIdle(layOutSome)
  }
  whenIdle(layOutSome)
  return () => {
    isStopped = true
  }
}

/**
 * The rows of a table. Where they are cards, those that can't be seen are laid out when the page is
 * alive (data-table.module.css): fifty at once would hold a phone up before that.
 */
export function TableBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => (body.current ? layOutInTurn(body.current) : undefined))
  return (
    <tbody ref={body} role="rowgroup">
      {children}
    </tbody>
  )
}
