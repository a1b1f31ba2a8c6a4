'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Refused } from '@/lib/answer'
import { type ChangePasswordInput, changePasswordSchema, PASSWORD } from '@/lib/auth/schema'
import { Form } from '../form/form'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { unanswered } from '../form/unanswered'

type PasswordAnswer =
  | { ok: true }
  | { ok: false; reason: 'wrong_password' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }
  | Refused
type PasswordFormProps = {
  email: string
  changePassword: (fields: ChangePasswordInput) => Promise<PasswordAnswer>
}

const EMPTY = { currentPassword: '', newPassword: '' }

/** Changes one's own password. */
export function PasswordForm({ email, changePassword }: PasswordFormProps) {
  const { register, handleSubmit, setError, reset, formState } = useForm({
    resolver: zodResolver(changePasswordSchema),
    mode: 'onTouched',
    defaultValues: EMPTY,
  })
  const { errors, isSubmitting } = formState
  const [problem, setProblem] = useState<FormProblem>()
  const [saved, setSaved] = useState(false)

  const submit = handleSubmit(async (fields) => {
    setProblem(undefined)
    setSaved(false)
    const answer = await changePassword(fields).catch(unanswered)
    if (answer.ok) {
      reset(EMPTY)
      setSaved(true)
    } else if (answer.reason === 'wrong_password')
      setError(
        'currentPassword',
        { message: 'This is not your current password.' },
        { shouldFocus: true },
      )
    else
      setProblem(
        answer.reason === 'invalid' ? setFieldErrors(answer.fieldErrors, EMPTY, setError) : answer,
      )
  })

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <TextInput
        type="password"
        label="Current password"
        autoComplete="current-password"
        error={errors.currentPassword?.message}
        {...register('currentPassword')}
      />
      <TextInput
        type="password"
        label="New password"
        description={`${PASSWORD.min} to ${PASSWORD.max} characters that nobody guesses, for example four words`}
        autoComplete="new-password"
        error={errors.newPassword?.message}
        {...register('newPassword')}
      />
      <Group>
        <SubmitButton variant="default" loading={isSubmitting}>
          Change password
        </SubmitButton>
        <SavedMessage
          text={saved ? 'Password changed. Your other sessions have ended.' : undefined}
        />
      </Group>
    </Form>
  )
}
