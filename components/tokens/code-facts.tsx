'use client'

import { Text } from '@mantine/core'
import type { TokenSummary } from '@/lib/tokens/schema'
import { RelativeTime } from '../time/relative-time'
import classes from './code-dialog.module.css'

/** What the code just shown is worth: the token's ID, name, count and expiry. */
export function CodeFacts({ token }: { token: TokenSummary }) {
  return (
    <Text component="dl" size="sm" className={classes.facts}>
      <dt>ID</dt>
      <dd>{token.id}</dd>
      {token.name && (
        <>
          <dt>Name</dt>
          <dd>{token.name}</dd>
        </>
      )}
      <dt>Count</dt>
      <dd>
        {token.registeredCount} of {token.count} registered
      </dd>
      <dt>Expires</dt>
      <dd>
        <RelativeTime at={token.expiresAt} now={new Date()} />
      </dd>
    </Text>
  )
}
