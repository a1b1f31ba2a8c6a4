'use client'

import { Button, type ButtonProps } from '@mantine/core'

/**
 * The button that sends a form. A press with the mouse leaves the focus where it is: taking it away
 * would validate the field that has it, whose error would move the button from under the pointer
 * before the press is complete.
 */
export function SubmitButton(props: ButtonProps) {
  return <Button type="submit" onMouseDown={(event) => event.preventDefault()} {...props} />
}
