import * as z from 'zod/mini'
import { visible } from './visible-text.shared'

/** What something is called by people: 1 to so many visible characters, blanks around not meant. */
export function nameSchema(max: number) {
  const rule = `Name must have 1 to ${max} characters.`
  return z
    .string(rule)
    .check(
      z.trim(),
      z.minLength(1, 'Enter a name.'),
      z.maxLength(max, rule),
      visible('Name', 'line'),
    )
}
