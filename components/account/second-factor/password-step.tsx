'use client'

import { Button, Group, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { CallFailed } from '@/components/form/call-failed'
import { Form } from '@/components/form/form'
import { type FormError, ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, type SubmitError, useSubmit } from '@/components/form/use-submit'
import type { ActionError } from '@/lib/answer.shared'

type Refused =
  | ActionError
  | CallFailed
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }
  | { ok: false; reason: 'wrong_password' | 'last_for_emergencies' | 'factor_required' }

type Answer = { ok: true } | Refused

type PasswordStepProps<A extends Answer> = {
  /** Whether the person has a password, which is asked again then. */
  hasPassword: boolean
  button: string
  children: ReactNode
  send: (fields: { password?: string }) => Promise<A>
  onDone: (answer: Extract<A, { ok: true }>) => void
  onCancel?: () => void
}

const LAST =
  'Nobody else could come in while passwords are off. Turn them on first, or set up another one.'

/** The words for a second factor that was not changed. */
export function explainFactorError(error: Refused): SubmitError {
  if (error.reason === 'wrong_password') return fieldError('password', 'This is not your password.')
  if (error.reason === 'last_for_emergencies') return { reason: 'message', text: LAST }
  if (error.reason === 'factor_required')
    return { reason: 'message', text: 'You need a second factor here. Add another one first.' }
  return error as FormError
}

/** The first step of every change of a second factor: one's password once more. */
export function PasswordStep<A extends Answer>(props: PasswordStepProps<A>) {
  const { hasPassword, button, children, send, onDone, onCancel } = props
  const form = useForm({ defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem } = useSubmit(
    form,
    ({ password }) => send(hasPassword ? { password } : {}),
    {
      done: onDone,
      explain: (error) => explainFactorError(error as Refused),
    },
  )
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <Text size="sm">{children}</Text>
      {hasPassword && (
        <TextInput
          type="password"
          label="Password"
          autoComplete="current-password"
          data-autofocus
          error={errors.password?.message}
          {...form.register('password')}
        />
      )}
      <Group justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <SubmitButton loading={isSubmitting}>{button}</SubmitButton>
      </Group>
    </Form>
  )
}
