import type { ComponentProps } from 'react'
import classes from './icon-button.module.css'

type IconButtonProps = ComponentProps<'button'> & { size?: 'small' | 'medium' | 'large' }

/**
 * A button that shows an icon alone; `aria-label` says what it does. Plain, because a list has two
 * in each row, and a phone makes them all alive before anything can be pressed.
 */
export function IconButton({ size = 'medium', className, ...rest }: IconButtonProps) {
  const names = [classes.button, size !== 'medium' && classes[size], className]
  return <button type="button" {...rest} className={names.filter(Boolean).join(' ')} />
}
