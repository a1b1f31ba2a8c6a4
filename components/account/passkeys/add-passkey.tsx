'use client'

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { callFailed } from '@/components/form/call-failed'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { addPasskeyAction, beginPasskeyAction } from '../second-factor/actions'
import { PasswordStep } from '../second-factor/password-step'

type Asked = Extract<Awaited<ReturnType<typeof beginPasskeyAction>>, { ok: true }>

type AddPasskeyProps = { hasPassword: boolean; onDone: () => void; onCancel?: () => void }

const NOT_GIVEN = { ok: false, reason: 'not_given' } as const

/** Adds a passkey: asks for the password, and then the browser for the passkey. */
export function AddPasskey({ hasPassword, onDone, onCancel }: AddPasskeyProps) {
  const [asked, setAsked] = useState<Asked>()
  if (!asked)
    return (
      <PasswordStep
        hasPassword={hasPassword}
        button="Go on"
        send={beginPasskeyAction}
        onDone={setAsked}
        onCancel={onCancel}
      >
        Your browser makes a passkey then, on this device, on a phone or on a security key.
      </PasswordStep>
    )
  return <NamePasskey asked={asked} onDone={onDone} />
}

/** The browser's own question takes over when it is named. */
function NamePasskey({
  asked: { ceremony, options },
  onDone,
}: {
  asked: Asked
  onDone: () => void
}) {
  const form = useForm({ defaultValues: { name: 'My passkey' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem } = useSubmit(
    form,
    async ({ name }) => {
      const { startRegistration } = await import('@simplewebauthn/browser')
      const response = await startRegistration({ optionsJSON: options }).catch(() => undefined)
      if (!response) return NOT_GIVEN
      return addPasskeyAction({ name, ceremony, response: { ...response } }).catch(callFailed)
    },
    {
      done: onDone,
      explain: (error) => {
        if (error.reason === 'not_given' || error.reason === 'not_verified')
          return { reason: 'message', text: 'No passkey was made. Close this and begin anew.' }
        if (error.reason === 'too_many')
          return { reason: 'message', text: 'You have 20 passkeys already. Remove one first.' }
        return error
      },
    },
  )
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        label="Name"
        description="To tell it from others, like the name of the device"
        data-autofocus
        error={errors.name?.message}
        {...form.register('name')}
      />
      <SubmitButton loading={isSubmitting}>Make the passkey</SubmitButton>
    </Form>
  )
}
