'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import type { FactorChange } from './factor-dialog'

type SecondFactorProps = {
  hasAuthenticator: boolean
  hasPasskeys: boolean
  hasPassword: boolean
  recoveryCodes: number
}

const loadDialog = () => import('./factor-dialog')

/** One's authenticator app, and the recovery codes for the day when it is lost. */
export function SecondFactor({
  hasAuthenticator,
  hasPasskeys,
  hasPassword,
  recoveryCodes,
}: SecondFactorProps) {
  const [change, setChange] = useState<FactorChange>()
  const router = useRouter()
  const alive = useAlive()

  function close() {
    setChange(undefined)
    router.refresh()
  }

  const button = (what: FactorChange, label: string) => (
    <Button variant="default" onClick={() => setChange(what)} {...alive}>
      {label}
    </Button>
  )
  return (
    <Stack gap="sm">
      <Text size="sm">{textOf(hasAuthenticator, hasPasskeys, recoveryCodes)}</Text>
      <Group gap="xs">
        {hasAuthenticator ? (
          <>
            {button('codes', 'Renew recovery codes')}
            {button('renew', 'Renew authenticator')}
            {button('remove', 'Remove authenticator')}
          </>
        ) : (
          button('set-up', 'Set up authenticator')
        )}
      </Group>
      {change && (
        <LazyDialog load={loadDialog} onClose={close}>
          {({ FactorDialog }) => (
            <FactorDialog change={change} hasPassword={hasPassword} onClose={close} />
          )}
        </LazyDialog>
      )}
    </Stack>
  )
}

function textOf(hasAuthenticator: boolean, hasPasskeys: boolean, codes: number): string {
  const left = codes === 1 ? '1 recovery code is left.' : `${codes} recovery codes are left.`
  if (hasAuthenticator) return `On: you sign in with your password and a code of your app. ${left}`
  return hasPasskeys
    ? 'On, by a passkey. An authenticator app, with its recovery codes, is a second way in.'
    : 'Off. With an authenticator app on your phone, a stolen password alone lets nobody in.'
}
