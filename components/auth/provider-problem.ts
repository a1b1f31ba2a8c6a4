import type { ProviderProblem, ProviderWords } from '@/lib/auth/provider/problem.shared'

/** What went wrong with single sign-on, and what to do about it; nothing for an unknown problem. */
export function providerProblem(
  problem: unknown,
  provider: ProviderWords | undefined,
): string | undefined {
  const { label = 'Single sign-on', rolesClaim = '', emailClaim = '' } = provider ?? {}
  const texts: Record<ProviderProblem, string> = {
    provider_off: 'This console has no single sign-on.',
    provider_away: `${label} does not answer. Try again soon, or sign in with your password.`,
    provider_refused: `${label} did not let you in, or you went back.`,
    provider_failed: `The answer of ${label} could not be trusted. Try again; the log tells why.`,
    too_late: 'This took too long, or came from another browser. Try again.',
    too_many: 'Too many attempts from your address. Try again in a few minutes.',
    another_person: `Somebody else has signed in at ${label}. Confirm with your own account.`,
    no_role:
      `No role follows from your account: its claim "${rolesClaim}" has no value that stands for ` +
      `one here. Ask whoever manages ${label} to add you to a group that does.`,
    no_email: `${label} tells no email of you, in its claim "${emailClaim}".`,
    email_taken:
      'Somebody here has your email already. Sign in with your password, and join your account ' +
      `to ${label} under Account.`,
    identity_taken: `Another person here is joined to this account of ${label}.`,
    link_over: 'This link was used, replaced or withdrawn, or is too old. Ask for a new one.',
    session_over: 'Your session has ended meanwhile. Sign in, and join your account again.',
    deactivated: 'An administrator has deactivated you. Ask them to let you in again.',
  }
  if (!provider && problem !== 'provider_off') return undefined
  return typeof problem === 'string' && Object.hasOwn(texts, problem)
    ? texts[problem as ProviderProblem]
    : undefined
}
