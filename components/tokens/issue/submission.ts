import { nanoid } from 'nanoid'

const KEY = 'activation-console.submission'

/** Where the browser keeps nothing for us, the ID lasts as long as the page. */
let inMemory: string | undefined

/**
 * ID under which the form is sent. It stays the same until the console says what became of it, over
 * reloads too: so a submit whose answer was lost is recognised when it is sent again, and issues no
 * second code.
 */
export function beginSubmission(): string {
  const id = kept() ?? nanoid()
  keep(id)
  return id
}

/** Ends a submission that the console has answered. */
export function endSubmission(): void {
  keep(undefined)
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? inMemory
  } catch {
    return inMemory
  }
}

function keep(id: string | undefined): void {
  inMemory = id
  try {
    if (id) sessionStorage.setItem(KEY, id)
    else sessionStorage.removeItem(KEY)
  } catch {
    // Storage is blocked; memory must do.
  }
}
