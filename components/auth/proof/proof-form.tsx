'use client'

import { TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import { proveAction } from './actions'

const WAYS = {
  password: {
    field: { type: 'password', label: 'Password', autoComplete: 'current-password' },
    button: { children: 'Confirm' },
    wrong: 'This is not your password.',
  },
  code: {
    field: {
      label: 'Code from your authenticator app',
      inputMode: 'numeric',
      autoComplete: 'one-time-code',
    },
    button: { children: 'Confirm with the code', variant: 'default' },
    wrong: 'This code is wrong, or was used before.',
  },
} as const

type ProofFormProps = { way: keyof typeof WAYS; focused: boolean; onProven: () => void }

/** Proves by one's password, or a code of one's app, who one is. */
export function ProofForm({ way, focused, onProven }: ProofFormProps) {
  const { field, button, wrong } = WAYS[way]
  const form = useForm({ defaultValues: { text: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem, saved } = useSubmit(
    form,
    ({ text }) => proveAction(way === 'password' ? { password: text } : { code: text }),
    {
      done: onProven,
      explain: (error) => {
        if (error.reason === 'wrong_password' || error.reason === 'wrong_code')
          return fieldError('text', wrong)
        if (error.reason === 'invalid')
          return fieldError('text', Object.values(error.fieldErrors)[0] ?? wrong)
        return error
      },
    },
  )
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        {...field}
        data-autofocus={focused || undefined}
        error={errors.text?.message}
        {...form.register('text')}
      />
      <SubmitButton loading={isSubmitting || saved} {...button} />
    </Form>
  )
}
