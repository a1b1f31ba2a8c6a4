import type { PersonState, PersonSummary } from '@/lib/people/schema.shared'

/** States of people, as they are read. */
export const STATE_NAMES: Record<PersonState, string> = {
  invited: 'Invited',
  active: 'Active',
  deactivated: 'Deactivated',
}

/** How somebody may sign in, in words. */
export function waysIn({
  password,
  provider,
}: Pick<PersonSummary, 'password' | 'provider'>): string {
  const ways = [password && 'Password', provider && 'Single sign-on'].filter(Boolean)
  return ways.length > 0 ? ways.join(', ') : 'Nothing yet'
}
