'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { administratorSchema, PASSWORD } from '@/lib/auth/schema'
import { Form } from '../form/form'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { EMAIL_INPUT } from './email-input'
import { sendJson } from './send-json'

const SAID = {
  wrong_token: 'This set-up link is not valid. Use the one that the terminal shows.',
  set_up_already: 'The console was set up meanwhile. Sign in instead.',
} as const

/** Makes the first administrator, who is signed in at once. */
export function SetUpForm({ token, home }: { token: string; home: string }) {
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(administratorSchema),
    mode: 'onTouched',
    defaultValues: { name: '', email: '', password: '' },
  })
  const { errors, isSubmitting } = formState
  const [problem, setProblem] = useState<FormProblem>()

  const submit = handleSubmit(async (fields) => {
    setProblem(undefined)
    const answer = await sendJson('/api/auth/set-up', { ...fields, token })
    if (answer.ok) return window.location.replace(home)
    if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, fields, setError))
    else if (answer.reason === 'wrong_token' || answer.reason === 'set_up_already')
      setProblem({ reason: 'said', text: SAID[answer.reason] })
    else if (answer.reason === 'throttled' || answer.reason === 'internal') setProblem(answer)
    else setProblem({ reason: 'unreachable' })
  })

  return (
    <Form onSubmit={submit}>
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
      <TextInput
        label="Password"
        description={`${PASSWORD.min} to ${PASSWORD.max} characters that nobody guesses, for example four words`}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...register('password')}
      />
      <SubmitButton loading={isSubmitting} fullWidth>
        Create administrator
      </SubmitButton>
    </Form>
  )
}
