'use client'

import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useHydrated } from '../form/use-hydrated'

/**
 * Says why nobody stays signed in where the page came over plain HTTP: the cookie of the session
 * goes over HTTPS alone. Decided in the browser, which knows how it got the page; TLS may end at a
 * proxy.
 * @param address where the console is reached by HTTPS
 */
export function SecureAddressNote({ address }: { address: string }) {
  if (!useHydrated() || window.isSecureContext) return null
  const { pathname, search } = window.location
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title="Nobody stays signed in here"
      role="alert"
    >
      This page came over plain HTTP. Open the console at{' '}
      <Anchor
        size="sm"
        href={`${address}${pathname}${search}`}
        style={{ overflowWrap: 'anywhere' }}
      >
        {address}
      </Anchor>
      .
    </Alert>
  )
}
