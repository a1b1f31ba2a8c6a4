import type { ReactNode } from 'react'
import classes from './badge.module.css'

export type BadgeColor = 'teal' | 'gray' | 'red' | 'yellow'

/** A state in words, with a dot of its colour. */
export function Badge({ color, children }: { color: BadgeColor; children: ReactNode }) {
  return (
    <span className={classes.badge} data-color={color}>
      {children}
    </span>
  )
}

/** What deserves a look beside a state. */
export function WarningBadge({ children }: { children: ReactNode }) {
  return <span className={`${classes.badge} ${classes.warning}`}>{children}</span>
}

/** What tells one line of a list from the others. */
export function NoteBadge({ children }: { children: ReactNode }) {
  return <span className={`${classes.badge} ${classes.note}`}>{children}</span>
}

/** Badges beside each other. */
export function Badges({ children }: { children: ReactNode }) {
  return <span className={classes.badges}>{children}</span>
}
