import { PASSWORD } from '@/lib/auth/schema.shared'

/**
 * Text, not `email`: browsers take fewer addresses than the console, and send others spelt anew.
 * Phones show their keys for addresses.
 */
export const EMAIL_INPUT = {
  inputMode: 'email',
  autoComplete: 'username',
  autoCapitalize: 'none',
  spellCheck: false,
} as const

/** The rule for a new password. */
export const PASSWORD_HELP = [
  `${PASSWORD.min} to ${PASSWORD.max} characters that nobody guesses,`,
  'for example four words',
].join(' ')

/** Lets whoever chooses a password see it, by mouse and by keyboard. */
export const REVEAL = {
  visibilityToggleFocusable: true,
  visibilityToggleButtonProps: { 'aria-label': 'Show what is typed' },
} as const
