import type * as z from 'zod/mini'
import { likelyCode } from './code-pattern.shared'

/**
 * Characters that are not seen, or that change how others are shown (Unicode's
 * Default_Ignorable_Code_Point, formats, and the blank of braille): with them a text passes for
 * another one. Variation selectors, which emoji have, may stay.
 */
export const DISGUISE = /(?![\uFE00-\uFE0F])[\p{Cf}\p{DI}\p{Zl}\p{Zp}\u2800]/u

/**
 * The rule that a text which people read breaks, as a message; every name and description is held
 * to it. An activation code would stay there in clear for everybody.
 */
export function textProblem(
  label: string,
  text: string,
  lines: 'line' | 'lines',
): string | undefined {
  if (/\p{Cs}/u.test(text)) return `${label} contains characters that are not valid text.`
  if (lines === 'line' && /\p{Cc}/u.test(text))
    return `${label} must not contain control characters.`
  if (/[^\P{Cc}\n\r]/u.test(text))
    return `${label} must not contain control characters other than line breaks.`
  if (DISGUISE.test(text))
    return (
      `${label} must not contain invisible characters or ones that change the direction of ` +
      'writing.'
    )
  if (likelyCode.test(text)) return `${label} must not contain an activation code.`
}

/** The same rule for a schema, as `z.string().check(visible('Name', 'line'))`. */
export function visible(label: string, lines: 'line' | 'lines') {
  return ({ value, issues }: z.core.ParsePayload<string>): void => {
    const message = textProblem(label, value, lines)
    if (message) issues.push({ code: 'custom', message, input: value })
  }
}
