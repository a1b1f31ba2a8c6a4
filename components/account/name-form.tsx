'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { renameSchema } from '@/lib/people/schema.shared'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { SubmitButton } from '../form/submit-button'
import { fieldError, useSubmit } from '../form/use-submit'
import { renameAction } from './actions'

/** Changes one's own name. */
export function NameForm({ name }: { name: string }) {
  const form = useForm({
    resolver: zodResolver(renameSchema),
    mode: 'onTouched',
    defaultValues: { name },
  })
  const { register, formState } = form
  const { submit, problem, saved } = useSubmit(form, renameAction, {
    explain: (error) =>
      error.reason === 'name_taken' ? fieldError('name', 'Somebody else has this name.') : error,
  })

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        label="Your name"
        description="Shown with the codes that you issue"
        autoComplete="name"
        error={formState.errors.name?.message}
        {...register('name')}
      />
      <Group>
        <SubmitButton variant="default" loading={formState.isSubmitting}>
          Save name
        </SubmitButton>
        <SavedMessage text={saved ? 'Saved' : undefined} />
      </Group>
    </Form>
  )
}
