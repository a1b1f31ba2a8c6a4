'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { type EditSourceInput, sourceFieldsSchema } from '@/lib/sources/schema.shared'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { SubmitButton } from '../form/submit-button'
import { fieldError, useSubmit } from '../form/use-submit'
import { editSourceAction } from './actions'
import { SOURCE_DELETED } from './source-deleted'

/** Renames and describes a source server. */
export function EditSourceForm({ id, name, description }: EditSourceInput & { id: string }) {
  const form = useForm({
    resolver: zodResolver(sourceFieldsSchema),
    mode: 'onTouched',
    // What others change meanwhile arrives in the fields that nobody has touched here.
    values: { name, description },
    resetOptions: { keepDirtyValues: true },
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { submit, problem, saved } = useSubmit(
    form,
    (fields) => editSourceAction({ id, ...fields }),
    {
      explain: (error) => {
        if (error.reason === 'unknown_source') return SOURCE_DELETED
        return error.reason === 'name_taken'
          ? fieldError('name', 'Another source server has this name.')
          : error
      },
    },
  )

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <TextInput
        label="Name"
        description="For example erp-db-01"
        error={errors.name?.message}
        {...register('name')}
      />
      <TextInput
        label="Description"
        description="Optional. For example where it stands"
        error={errors.description?.message}
        {...register('description')}
      />
      <Group>
        <SubmitButton variant="default" loading={isSubmitting}>
          Save
        </SubmitButton>
        <SavedMessage text={saved ? 'Saved' : undefined} />
      </Group>
    </Form>
  )
}
