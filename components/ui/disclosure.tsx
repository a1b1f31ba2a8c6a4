import type { ReactNode } from 'react'
import classes from './disclosure.module.css'

/** What is wanted now and then: behind its title until somebody opens it. */
export function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={classes.box}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  )
}
