'use client'

import { Alert } from '@mantine/core'
import { TextLink } from '../ui/text-link'

/** In place of a search for an activation code. */
export function CodeInSearch() {
  return (
    <Alert color="yellow" mt="sm" title="This is an activation code" role="alert">
      The search would put it into the address, where browsers and logs keep it.{' '}
      <TextLink href="/tokens/find" inherit>
        Find a leaked code
      </TextLink>{' '}
      looks it up without.
    </Alert>
  )
}
