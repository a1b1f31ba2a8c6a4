'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Refused } from '@/lib/answer'
import { type ChangeSourceInput, changeSourceSchema } from '@/lib/sources/schema'
import { Form } from '../form/form'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { unanswered } from '../form/unanswered'

export type SourceAnswer =
  | { ok: true }
  | { ok: false; reason: 'unknown_source' }
  | { ok: false; reason: 'name_taken' }
  | Refused

type ChangeSourceFormProps = ChangeSourceInput & {
  change: (fields: ChangeSourceInput) => Promise<SourceAnswer>
}

/** Renames and describes a source server. */
export function ChangeSourceForm({ name, description, change }: ChangeSourceFormProps) {
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(changeSourceSchema),
    mode: 'onTouched',
    // What others change meanwhile arrives in the fields that nobody has touched here.
    values: { name, description },
    resetOptions: { keepDirtyValues: true },
  })
  const { errors, isSubmitting } = formState
  const [problem, setProblem] = useState<FormProblem>()
  const [saved, setSaved] = useState(false)

  const submit = handleSubmit(async (fields) => {
    setProblem(undefined)
    setSaved(false)
    const answer = await change(fields).catch(unanswered)
    if (answer.ok) setSaved(true)
    else if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, fields, setError))
    else if (answer.reason === 'name_taken')
      setError('name', { message: 'Another source server has this name.' }, { shouldFocus: true })
    else if (answer.reason === 'unknown_source')
      setProblem({ reason: 'said', text: 'This source server was deleted meanwhile.' })
    else setProblem(answer)
  })

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
