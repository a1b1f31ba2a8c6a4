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
