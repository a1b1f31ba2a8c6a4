import type { ComponentProps } from 'react'
import classes from './check-box.module.css'

type CheckBoxProps = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  label: string
  description?: string
}

/** A box to tick, with what it means. */
export function CheckBox({ label, description, ...input }: CheckBoxProps) {
  return (
    <label className={classes.field}>
      <input type="checkbox" {...input} />
      <span>
        {label}
        {description && <small>{description}</small>}
      </span>
    </label>
  )
}
