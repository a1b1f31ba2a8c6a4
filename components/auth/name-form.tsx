'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Refused } from '@/lib/answer'
import { renameSchema } from '@/lib/auth/schema'
import { Form } from '../form/form'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { SavedMessage } from '../form/saved-message'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { unanswered } from '../form/unanswered'

type NameAnswer =
  | { ok: true }
  | { ok: false; reason: 'name_taken' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }
  | Refused
type NameFormProps = { name: string; rename: (fields: { name: string }) => Promise<NameAnswer> }

/** Changes one's own name. */
export function NameForm({ name, rename }: NameFormProps) {
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(renameSchema),
    mode: 'onTouched',
    defaultValues: { name },
  })
  const [problem, setProblem] = useState<FormProblem>()
  const [saved, setSaved] = useState(false)

  const submit = handleSubmit(async (fields) => {
    setProblem(undefined)
    setSaved(false)
    const answer = await rename(fields).catch(unanswered)
    if (answer.ok) setSaved(true)
    else if (answer.reason === 'name_taken')
      setError('name', { message: 'Somebody else has this name.' }, { shouldFocus: true })
    else
      setProblem(
        answer.reason === 'invalid' ? setFieldErrors(answer.fieldErrors, fields, setError) : answer,
      )
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
