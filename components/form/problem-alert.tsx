'use client'

import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { INTERNAL_ERROR_TEXT } from '@/lib/answer.shared'
import classes from './form.module.css'

/** What may go wrong with a form as a whole, in the words people see. */
export type FormError =
  | { reason: 'internal'; requestId: string }
  | { reason: 'unreachable' | 'outdated' | 'foreign' | 'signed_out' | 'forbidden' | 'proof_needed' }
  | { reason: 'throttled'; retryAfterSeconds: number }
  | { reason: 'message'; text: string }

/** "2 minutes", "40 seconds": a wait as people say it, rounded up. */
function duration(seconds: number): string {
  const [amount, unit] = seconds > 90 ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second']
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

function textOf(problem: FormError): string {
  switch (problem.reason) {
    case 'internal':
      return INTERNAL_ERROR_TEXT
    case 'unreachable':
      return "The console can't be reached. What you typed is still here; try again in a moment."
    case 'outdated':
      return (
        'The console was updated since this page was loaded. Reload the page, and type this ' +
        'again.'
      )
    case 'foreign':
      return (
        'The console takes this page for one of another site: its proxy names another ' +
        'address. Whoever operates it sets PUBLIC_URL to the address of this page.'
      )
    case 'signed_out':
      return (
        'Your session has ended. Sign in again in another tab, then come back: what you ' +
        'typed is still here.'
      )
    case 'proof_needed':
      return 'Nothing was changed: confirm who you are first.'
    case 'forbidden':
      return "Your role doesn't allow this."
    case 'throttled':
      return `Too many attempts. Try again in ${duration(problem.retryAfterSeconds)}.`
    case 'message':
      return problem.text
  }
}

/**
 * Shows a problem above the fields, announced to screen readers. Takes no room where there is none.
 */
export function ProblemAlert({ problem }: { problem: FormError | undefined }) {
  return (
    <div role="alert" className={classes.live}>
      {problem && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="presentation">
          <Text size="sm">{textOf(problem)}</Text>
          {problem.reason === 'internal' && (
            <Text size="sm" mt={4}>
              Request ID: <code className={classes.whole}>{problem.requestId}</code>
            </Text>
          )}
          {problem.reason === 'signed_out' && (
            <Anchor href="/sign-in" target="_blank" size="sm" underline="always">
              Sign in, in another tab
            </Anchor>
          )}
        </Alert>
      )}
    </div>
  )
}
