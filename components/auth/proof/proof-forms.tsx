'use client'

import { TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import type { proveAction } from './actions'

type ProofFormProps = { prove: typeof proveAction; onProven: () => void; focused?: boolean }

/** Proves by one's password who one is. */
export function ByPassword({ prove, onProven }: ProofFormProps) {
  const form = useForm({ defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem, saved } = useSubmit(form, ({ password }) => prove({ password }), {
    done: onProven,
    explain: (error) =>
      error.reason === 'wrong_password'
        ? fieldError('password', 'This is not your password.')
        : error.reason === 'wrong_code'
          ? undefined
          : error,
  })
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        type="password"
        label="Password"
        autoComplete="current-password"
        data-autofocus
        error={errors.password?.message}
        {...form.register('password')}
      />
      <SubmitButton loading={isSubmitting || saved}>Confirm</SubmitButton>
    </Form>
  )
}

/** Proves by a code of one's authenticator app who one is. */
export function ByCode({ prove, onProven, focused }: ProofFormProps) {
  const form = useForm({ defaultValues: { code: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem, saved } = useSubmit(form, ({ code }) => prove({ code }), {
    done: onProven,
    explain: (error) =>
      error.reason === 'wrong_code'
        ? fieldError('code', 'This code is wrong, or was used before.')
        : error.reason === 'wrong_password'
          ? undefined
          : error,
  })
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        label="Code from your authenticator app"
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus={focused || undefined}
        error={errors.code?.message}
        {...form.register('code')}
      />
      <SubmitButton loading={isSubmitting || saved} variant="default">
        Confirm with the code
      </SubmitButton>
    </Form>
  )
}
