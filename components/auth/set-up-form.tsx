'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { administratorSchema } from '@/lib/auth/schema.shared'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SubmitButton } from '../form/submit-button'
import { useSubmit } from '../form/use-submit'
import { EMAIL_INPUT, PASSWORD_HELP, REVEAL } from './inputs'
import { explainVisitorError, postJson } from './post-json'

/** Makes the first administrator, who is signed in at once. */
export function SetUpForm({ token, home }: { token: string; home: string }) {
  const form = useForm({
    resolver: zodResolver(administratorSchema),
    mode: 'onTouched',
    defaultValues: { name: '', email: '', password: '' },
  })
  const { register, formState } = form
  const { submit, problem, saved } = useSubmit(
    form,
    (fields) => postJson('/api/auth/set-up', { ...fields, token }),
    { done: () => window.location.replace(home), explain: explainVisitorError },
  )
  const { errors, isSubmitting } = formState

  return (
    <Form onSubmit={submit} leads>
      <ProblemAlert problem={problem} />
      <TextInput
        label="Name"
        description="For example Ada Lovelace"
        autoComplete="name"
        error={errors.name?.message}
        {...register('name')}
      />
      <TextInput
        label="Email"
        description="You sign in with it"
        {...EMAIL_INPUT}
        error={errors.email?.message}
        {...register('email')}
      />
      <PasswordInput
        label="Password"
        description={PASSWORD_HELP}
        autoComplete="new-password"
        {...REVEAL}
        error={errors.password?.message}
        {...register('password')}
      />
      <SubmitButton loading={isSubmitting || saved} fullWidth>
        Create administrator
      </SubmitButton>
    </Form>
  )
}
