import { nanoid } from 'nanoid'

const KEY = 'activation-console.submission'

/**
 * ID under which the next form is sent. It stays the same until the console answers what became of it, over reloads too:
 * so a submit whose answer was lost is recognised when it is sent again, and issues no second code.
 */
export function currentSubmissionId(): string {
  const kept = sessionStorage.getItem(KEY)
  return kept ?? renewSubmissionId()
}

/** Begins a new submission, after the last one was answered. */
export function renewSubmissionId(): string {
  const id = nanoid()
  sessionStorage.setItem(KEY, id)
  return id
}
