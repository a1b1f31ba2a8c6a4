'use client'

import { Button, Code, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
import { CopyIdButton } from '@/components/ui/copy/copy-id-button'
import { OUTAGE_DIGEST } from '@/lib/answer.shared'
import classes from './error-page.module.css'
import { useRequestId } from './use-request-id'

type FailureProps = { error: unknown; retry: () => void; component?: 'main' | 'div' }

/**
 * A page that could not be shown: what happened in plain words, and a way on. `component`: a `div`
 * where the frame has a `main`.
 */
export function ErrorPage({ error, retry, component = 'main' }: FailureProps) {
  const digest = error instanceof Object && 'digest' in error ? String(error.digest) : undefined
  const [isAway, setIsAway] = useState(false)
  const alive = useAlive()
  const requestId = useRequestId()
  const isOutage = digest === OUTAGE_DIGEST || isAway

  useEffect(() => {
    fetch('/api/health').then(
      ({ ok }) => setIsAway(!ok),
      () => setIsAway(false),
    )
  }, [])

  return (
    <Stack component={component} gap="sm" className={classes.page}>
      <title>Something went wrong · Activation Console</title>
      <Title order={1} size="h3">
        {isOutage ? "The console can't reach its database" : "This page can't be shown"}
      </Title>
      <Text size="sm" role="alert">
        {isOutage
          ? 'Nothing is lost. The console goes on by itself as soon as the database is ' +
            'back; try again in a moment.'
          : 'An error occurred while this page was made. Please try again. ' +
            'If it happens again, tell your administrator.'}
      </Text>
      {digest && requestId && !isOutage && (
        <Text component="div" size="sm">
          Request ID: <Code>{requestId}</Code> <CopyIdButton id={requestId} />
        </Text>
      )}
      <div>
        <Button onClick={retry} {...alive}>
          Try again
        </Button>
      </div>
    </Stack>
  )
}
