'use client'

import { Stack, Text, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import { CopyRow } from '@/components/ui/copy/copy-row'
import type { QrPicture } from '@/lib/auth/schema.shared'
import { confirmAuthenticatorAction } from './actions'
import classes from './scan-step.module.css'

/** What an app is set up with. */
export type Begun = { setUp: string; secret: string; picture: QrPicture }

type ScanStepProps = { begun: Begun; onDone: (recoveryCodes: string[]) => void }

/** The second step of an authenticator: its app takes up the secret, and shows a first code. */
export function ScanStep({ begun: { setUp, secret, picture }, onDone }: ScanStepProps) {
  const form = useForm({ defaultValues: { code: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem } = useSubmit(
    form,
    ({ code }) => confirmAuthenticatorAction({ setUp, code }),
    {
      done: ({ recoveryCodes }) => onDone(recoveryCodes),
      explain: (error) => {
        if (error.reason === 'wrong_code')
          return fieldError('code', 'This code is wrong. Is the clock of your phone right?')
        if (error.reason === 'too_late')
          return { reason: 'message', text: 'This took too long. Close this and begin anew.' }
        return error
      },
    },
  )
  return (
    <Stack gap="md">
      <Text size="sm">
        Scan this with an authenticator app, or type the secret into it. Then enter the code that it
        shows.
      </Text>
      <QrCode {...picture} />
      <CopyRow label="Secret" value={secret} button="Copy secret" />
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        <TextInput
          label="Code from your authenticator app"
          inputMode="numeric"
          autoComplete="one-time-code"
          error={errors.code?.message}
          {...form.register('code')}
        />
        <SubmitButton loading={isSubmitting}>Confirm</SubmitButton>
      </Form>
    </Stack>
  )
}

/** Light modules around it, as readers need them. */
const QUIET = 4

function QrCode({ size, path }: QrPicture) {
  const side = size + 2 * QUIET
  return (
    <svg
      role="img"
      aria-label="QR code for the authenticator app"
      className={classes.picture}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
