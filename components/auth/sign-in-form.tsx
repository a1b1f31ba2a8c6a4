'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { signInSchema } from '@/lib/auth/schema.shared'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SubmitButton } from '../form/submit-button'
import { useSubmit } from '../form/use-submit'
import { EMAIL_INPUT } from './inputs'
import { explainVisitorError, postJson } from './post-json'

/** Signs in, and goes on to where the person wanted to go. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const form = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  })
  const { register, formState } = form
  const { submit, problem, saved } = useSubmit(
    form,
    (fields) => postJson('/api/auth/sign-in', fields),
    {
      // A real navigation: no page of before the sign-in stays in the router's memory.
      done: () => window.location.assign(returnPath),
      explain: explainVisitorError,
    },
  )
  const { errors, isSubmitting } = formState

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        label="Email"
        {...EMAIL_INPUT}
        error={errors.email?.message}
        {...register('email')}
      />
      <TextInput
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password')}
      />
      <SubmitButton loading={isSubmitting || saved} fullWidth>
        Sign in
      </SubmitButton>
    </Form>
  )
}
