'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { signInSchema } from '@/lib/auth/schema.shared'
import { EMAIL_INPUT } from '../inputs'
import { explainVisitorError, postJson, type SecondFactorWanted } from '../post-json'
import { OtherWays } from './other-ways'
import { SecondStep } from './second-step'

type SignInFormProps = {
  returnPath: string
  /** What single sign-on is called, where there is one. */
  provider?: string
  /** Whether passwords are off but for emergencies. */
  passwordsOff: boolean
}

/** Signs in, and goes on to where the person wanted to go. */
export function SignInForm({ returnPath, provider, passwordsOff }: SignInFormProps) {
  const [wanted, setWanted] = useState<SecondFactorWanted>()
  const [inEmergency, setInEmergency] = useState(false)
  const form = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  })
  const { register, formState } = form
  // A real navigation: no page of before the sign-in stays in the router's memory.
  const goOn = () => window.location.assign(returnPath)
  const { submit, problem, saved } = useSubmit(
    form,
    (fields) => postJson('/api/auth/sign-in', fields),
    {
      done: goOn,
      explain: (error) => {
        if (error.reason === 'second_factor') setWanted(error)
        return explainVisitorError(error)
      },
    },
  )
  const { errors, isSubmitting } = formState
  if (wanted)
    return <SecondStep wanted={wanted} onDone={goOn} onBack={() => setWanted(undefined)} />
  const others = (
    <OtherWays
      provider={provider}
      returnPath={returnPath}
      onDone={goOn}
      onEmergency={passwordsOff && !inEmergency ? () => setInEmergency(true) : undefined}
    />
  )
  if (passwordsOff && !inEmergency) return others
  return (
    <>
      <Form onSubmit={submit} leads>
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
      {others}
    </>
  )
}
