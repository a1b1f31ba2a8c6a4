'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { changePasswordSchema } from '@/lib/auth/schema.shared'
import { PASSWORD_HELP } from '../auth/inputs'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { SubmitButton } from '../form/submit-button'
import { fieldError, useSubmit } from '../form/use-submit'
import { changePasswordAction } from './actions'

const EMPTY = { currentPassword: '', newPassword: '' }

/** Changes one's own password. */
export function PasswordForm({ email }: { email: string }) {
  const form = useForm({
    resolver: zodResolver(changePasswordSchema),
    mode: 'onTouched',
    defaultValues: EMPTY,
  })
  const { register, formState } = form
  const { submit, problem, saved } = useSubmit(form, changePasswordAction, {
    done: () => form.reset(EMPTY),
    explain: (error) =>
      error.reason === 'wrong_password'
        ? fieldError('currentPassword', 'This is not your current password.')
        : error,
  })

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      {/* Tells password managers whose password this is. */}
      <input autoComplete="username" value={email} readOnly hidden />
      <TextInput
        type="password"
        label="Current password"
        autoComplete="current-password"
        error={formState.errors.currentPassword?.message}
        {...register('currentPassword')}
      />
      <TextInput
        type="password"
        label="New password"
        description={PASSWORD_HELP}
        autoComplete="new-password"
        error={formState.errors.newPassword?.message}
        {...register('newPassword')}
      />
      <Group>
        <SubmitButton variant="default" loading={formState.isSubmitting}>
          Change password
        </SubmitButton>
        <SavedMessage
          text={saved ? 'Password changed. Your other sessions have ended.' : undefined}
        />
      </Group>
    </Form>
  )
}
