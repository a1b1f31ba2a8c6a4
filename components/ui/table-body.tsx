'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { whenIdle } from './when-idle'

/** So many rows are laid out at a time: a slow phone takes some 20 milliseconds. */
const ROWS_AT_A_TIME = 4

/** Has the rows that are not on the screen laid out too, few at a time. @returns stops it */
function layOutInTurn(body: HTMLElement): () => void {
  let stop = whenIdle(layOutSome)
  function layOutSome() {
    const rows = [...body.querySelectorAll<HTMLElement>(':scope > tr:not([data-laid-out])')]
    for (const row of rows.slice(0, ROWS_AT_A_TIME)) row.dataset.laidOut = ''
    if (rows.length > ROWS_AT_A_TIME) stop = whenIdle(layOutSome)
  }
  return () => stop()
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
