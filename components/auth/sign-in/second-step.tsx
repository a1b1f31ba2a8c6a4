'use client'

import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import { askPasskey, canUsePasskeys } from '../passkey'
import { explainVisitorError, postJson, type SecondFactorWanted } from '../post-json'

type SecondStepProps = { wanted: SecondFactorWanted; onDone: () => void; onBack: () => void }

const FIELDS = {
  code: { label: 'Code from your authenticator app', other: 'Use a recovery code' },
  recoveryCode: { label: 'Recovery code', other: 'Use your authenticator app' },
} as const

/** The second step of a sign-in: a code, a recovery code or a passkey. */
export function SecondStep({ wanted: { waiting, factors }, onDone, onBack }: SecondStepProps) {
  const [way, setWay] = useState<keyof typeof FIELDS>('code')
  const form = useForm({ defaultValues: { text: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem, setProblem, saved } = useSubmit(
    form,
    ({ text }) => postJson('/api/auth/second-factor', { waiting, [way]: text }),
    {
      done: onDone,
      explain(error) {
        if (error.reason === 'wrong_code')
          return fieldError('text', 'This code is wrong, or was used before.')
        if (error.reason === 'invalid')
          return fieldError('text', Object.values(error.fieldErrors)[0] ?? '')
        return explainVisitorError(error)
      },
    },
  )
  const [pending, setPending] = useState(false)

  async function byPasskey() {
    setPending(true)
    setProblem(undefined)
    const asked = await askPasskey({ waiting })
    const answer = asked.ok
      ? await postJson('/api/auth/second-factor', { waiting, passkey: asked.passkey })
      : asked
    if (answer.ok) return onDone()
    setPending(false)
    const explained = explainVisitorError(answer)
    if (explained && explained.reason !== 'invalid') setProblem(explained)
  }

  const { label, other } = FIELDS[way]
  const withPasskey = factors.passkeys > 0 && canUsePasskeys()
  return (
    <Stack gap="md">
      <Text size="sm">Your password is right. Now your second factor.</Text>
      {!factors.authenticator && <ProblemAlert problem={problem} />}
      {factors.authenticator && (
        <Form onSubmit={submit}>
          <ProblemAlert problem={problem} />
          <TextInput
            key={way}
            label={label}
            autoComplete="one-time-code"
            inputMode={way === 'code' ? 'numeric' : 'text'}
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            error={errors.text?.message}
            {...form.register('text')}
          />
          <SubmitButton loading={isSubmitting || saved} fullWidth>
            Sign in
          </SubmitButton>
        </Form>
      )}
      {withPasskey && (
        <Button
          variant={factors.authenticator ? 'default' : 'filled'}
          loading={pending}
          onClick={byPasskey}
        >
          Use a passkey
        </Button>
      )}
      {!withPasskey && !factors.authenticator && (
        <Text size="sm" c="var(--mantine-color-error)">
          Your second factor is a passkey, and this browser has none here. Use another browser, or
          ask an administrator to reset your second factor.
        </Text>
      )}
      <Group justify="space-between">
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          Back
        </Anchor>
        {factors.authenticator && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              form.reset({ text: '' })
              setWay(way === 'code' ? 'recoveryCode' : 'code')
            }}
          >
            {other}
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}
