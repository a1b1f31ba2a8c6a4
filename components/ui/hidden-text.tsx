import type { ComponentProps } from 'react'
import classes from './hidden-text.module.css'

/** Words for screen readers alone. */
export function HiddenText(props: Omit<ComponentProps<'span'>, 'className'>) {
  return <span {...props} className={classes.hidden} />
}
