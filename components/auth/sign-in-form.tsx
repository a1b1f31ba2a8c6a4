'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { signInSchema } from '@/lib/auth/schema'
import { Form } from '../form/form'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { EMAIL_INPUT } from './email-input'
import { sendJson } from './send-json'

/** Signs in, and goes on to where the person wanted to go. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting, isSubmitSuccessful } = formState
  const [problem, setProblem] = useState<FormProblem>()

  const submit = handleSubmit(async (fields) => {
    setProblem(undefined)
    const answer = await sendJson('/api/auth/sign-in', fields)
    // A real navigation: no page of before the sign-in stays in the router's memory.
    if (answer.ok) return window.location.assign(returnPath)
    if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, fields, setError))
    else if (answer.reason === 'wrong_credentials')
      setProblem({ reason: 'said', text: 'Email or password is wrong.' })
    else if (answer.reason === 'throttled' || answer.reason === 'internal') setProblem(answer)
    else setProblem({ reason: 'unreachable' })
  })

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
      <SubmitButton
        loading={
          isSubmitting || (isSubmitSuccessful && !problem && Object.keys(errors).length === 0)
        }
        fullWidth
      >
        Sign in
      </SubmitButton>
    </Form>
  )
}
