'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { PasswordInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { newPasswordSchema } from '@/lib/auth/schema.shared'
import { PASSWORD_HELP, REVEAL } from '../inputs'
import { explainVisitorError, postJson, type SecondFactorWanted } from '../post-json'

type ChoosePasswordProps = {
  token: string
  email: string
  onDone: () => void
  /** The password is chosen; whoever has a second factor signs in with it too. */
  onFactor: (wanted: SecondFactorWanted) => void
}

const schema = z.object({ password: newPasswordSchema })

/** Chooses a password with a one-time link. */
export function ChoosePassword({ token, email, onDone, onFactor }: ChoosePasswordProps) {
  const form = useForm({
    resolver: zodResolver(schema),
    mode: 'onTouched',
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const { submit, problem, saved } = useSubmit(
    form,
    ({ password }) => postJson('/api/auth/link/use', { token, password }),
    {
      done: onDone,
      explain: (error) => {
        if (error.reason === 'second_factor') onFactor(error)
        return explainVisitorError(error)
      },
    },
  )
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      {/* Tells password managers whose password this is. */}
      <input autoComplete="username" value={email} readOnly hidden />
      <PasswordInput
        label="Password"
        description={PASSWORD_HELP}
        autoComplete="new-password"
        {...REVEAL}
        error={errors.password?.message}
        {...form.register('password')}
      />
      <SubmitButton loading={isSubmitting || saved} fullWidth>
        Choose password
      </SubmitButton>
    </Form>
  )
}
