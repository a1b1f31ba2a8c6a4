import type { PersonSummary } from '@/lib/people/schema.shared'

/** What can be done to a person. */
export type PersonChange =
  | 'role'
  | 'password'
  | 'factor'
  | 'deactivate'
  | 'activate'
  | 'renew'
  | 'withdraw'

type Question = {
  title: string
  confirm: string
  keep: string
  dangerous?: boolean
  text: string
  /** What is said when it is done; nothing where a link is shown. */
  done?: string
}

/** What is asked before something is done to a person, and what is said afterwards. */
export function questionOf(
  change: Exclude<PersonChange, 'role'>,
  { name }: PersonSummary,
): Question {
  const questions: Record<typeof change, Question> = {
    password: {
      title: 'Reset the password?',
      confirm: 'Make a link',
      keep: 'Leave it',
      text:
        `${name} gets a link with which they choose a new password. Until they do, the one that ` +
        'they have holds. Nobody else learns either.',
    },
    factor: {
      title: 'Reset the second factor?',
      confirm: 'Reset',
      keep: 'Leave it',
      dangerous: true,
      text:
        `The authenticator, recovery codes and passkeys of ${name} are gone, and their sessions ` +
        'end. They sign in with their password alone, and can set up new ones.',
      done: `The second factor of ${name} was reset.`,
    },
    deactivate: {
      title: 'Deactivate this person?',
      confirm: 'Deactivate',
      keep: 'Keep them',
      dangerous: true,
      text:
        `${name} is out at once: their sessions end, their access keys are refused, their links ` +
        'are dead. Codes that they issued stay as they are. You can activate them again.',
      done: `${name} was deactivated.`,
    },
    activate: {
      title: 'Activate this person?',
      confirm: 'Activate',
      keep: 'Leave it',
      text: `${name} may sign in again, with the role that they had.`,
      done: `${name} was activated.`,
    },
    renew: {
      title: 'Renew the invitation?',
      confirm: 'Make a new link',
      keep: 'Leave it',
      text: `${name} gets a new link, good for 72 hours. The one before is dead from now on.`,
    },
    withdraw: {
      title: 'Withdraw the invitation?',
      confirm: 'Withdraw',
      keep: 'Keep it',
      dangerous: true,
      text: `The link of ${name} is dead from now on. You can invite them again.`,
      done: `The invitation of ${name} was withdrawn.`,
    },
  }
  return questions[change]
}
