'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { type Settings, settingsSchema } from '@/lib/settings/schema.shared'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { SubmitButton } from '../form/submit-button'
import { useSubmit } from '../form/use-submit'
import { changeSettingsAction } from './actions'

const PROBLEMS = {
  changed_meanwhile:
    'Somebody has changed these settings meanwhile; they stand here now. Make your change again.',
  no_provider:
    'Passwords stay on: this console has no single sign-on. Set OIDC_ISSUER, OIDC_CLIENT_ID and ' +
    'OIDC_CLIENT_SECRET first.',
  provider_not_tried:
    'Passwords stay on: no administrator has come in by single sign-on yet. Try it first.',
  nobody_for_emergencies:
    'Passwords stay on: one administrator must have a password and a second factor, for the day ' +
    'when single sign-on is away.',
} as const

type SettingsFormProps = { settings: Settings; provider?: string }

/** What holds for signing in. */
export function SignInSettings({ settings, provider }: SettingsFormProps) {
  const form = useForm({
    resolver: zodResolver(settingsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    values: { ...settings, idleHours: String(settings.idleHours) },
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { submit, problem, saved } = useSubmit(
    form,
    (wanted) => changeSettingsAction({ wanted, seen: settings }),
    {
      explain: (error) =>
        error.reason in PROBLEMS
          ? { reason: 'message', text: PROBLEMS[error.reason as keyof typeof PROBLEMS] }
          : (error as Exclude<typeof error, { reason: keyof typeof PROBLEMS }>),
    },
  )
  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <NativeSelect
        label="Require a second factor"
        description={
          'Whoever has none sets it up when they sign in next. Nobody is locked out.' +
          (provider ? ` Whoever comes in by ${provider} is asked there, not here.` : '')
        }
        data={[
          { value: 'nobody', label: 'Nobody' },
          { value: 'administrators', label: 'Administrators' },
          { value: 'everybody', label: 'Everybody' },
        ]}
        error={errors.secondFactor?.message}
        {...register('secondFactor')}
      />
      <TextInput
        label="Sessions end without use after (hours)"
        description="1 to 168. Whatever happens, a session ends after 7 days."
        inputMode="numeric"
        error={errors.idleHours?.message}
        {...register('idleHours')}
      />
      <NativeSelect
        label="Password sign-in"
        description={
          provider
            ? `Off: everybody comes in by ${provider}; an administrator with a password and a ` +
              'second factor still may, in an emergency, and that is recorded.'
            : 'Can be turned off where there is single sign-on.'
        }
        data={[
          { value: 'on', label: 'On' },
          { value: 'off', label: 'Off' },
        ]}
        error={errors.passwordSignIn?.message}
        {...register('passwordSignIn')}
      />
      <Group>
        <SubmitButton loading={isSubmitting}>Save settings</SubmitButton>
        <SavedMessage text={saved ? 'Saved' : undefined} />
      </Group>
    </Form>
  )
}
