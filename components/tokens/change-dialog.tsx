'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { LIMITS, type TokenSummary, tokenFieldsSchema } from '@/lib/tokens/schema'
import { Dialog } from '../form/dialog'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { useCall } from '../form/use-call'
import { ChangedMeanwhile, type Conflict } from './changed-meanwhile'
import { NameFields } from './name-fields'
import { countBelowUsed, refusalProblem } from './refusal-problem'
import { useTokenActions } from './token-actions'

const fieldsOf = ({ name, description, count }: TokenSummary) => ({
  name: name ?? '',
  description: description ?? '',
  count: String(count),
})

type ChangeDialogProps = { token: TokenSummary; onClose: () => void }

/**
 * Changes name, description and count. What another changes meanwhile is told, and what was typed
 * stays.
 */
export function ChangeDialog({ token, onClose }: ChangeDialogProps) {
  const actions = useTokenActions()
  const [seen, setSeen] = useState(token)
  const [conflict, setConflict] = useState<
    Conflict & { differences: [name: string, now: string][] }
  >()
  const { problem, setProblem, call } = useCall()
  const { register, handleSubmit, reset, setError, formState } = useForm({
    resolver: zodResolver(tokenFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: fieldsOf(token),
  })
  // Read here, so that the form keeps track of what was typed.
  const { errors, isSubmitting, dirtyFields: _ } = formState

  const submit = handleSubmit(async (fields) => {
    if (!actions) return
    const { name, description, count } = seen
    const answer = await call(() =>
      actions.change(token.id, { ...fields, seen: { name, description, count } }),
    )
    setConflict(undefined)
    if (answer.ok) onClose()
    else if (answer.reason === 'changed_meanwhile') {
      setConflict({ ...answer, differences: differences(seen, answer.token) })
      setSeen(answer.token)
      // What was left alone becomes theirs; what was typed stays.
      reset(fieldsOf(answer.token), { keepDirtyValues: true })
    } else if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, fieldsOf(token), setError))
    else if (answer.reason === 'count_below_used')
      setError('count', { message: countBelowUsed(answer.registeredCount) }, { shouldFocus: true })
    else setProblem(refusalProblem(answer))
  })

  function takeTheirs() {
    reset(fieldsOf(seen))
    setConflict(undefined)
  }

  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title="Change activation code"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        <Text size="sm" c="dimmed">
          {token.id}
        </Text>
        {conflict && (
          <ChangedMeanwhile
            conflict={conflict}
            differences={conflict.differences}
            onTakeTheirs={takeTheirs}
          />
        )}
        <NameFields
          name={register('name')}
          description={register('description')}
          errors={errors}
          focusFirst
        />
        <TextInput
          label="Count"
          description={`${token.registeredCount} used so far. ${Math.max(token.registeredCount, LIMITS.count.min)} to ${LIMITS.count.max}`}
          inputMode="numeric"
          error={errors.count?.message}
          {...register('count')}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>Save</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}

/** What is different now from what was seen before. */
function differences(before: TokenSummary, now: TokenSummary): [name: string, now: string][] {
  const [old, current] = [fieldsOf(before), fieldsOf(now)]
  const rows: [string, string, string][] = [
    ['Name', old.name, current.name],
    ['Description', old.description, current.description],
    ['Count', old.count, current.count],
  ]
  return rows.filter(([, was, is]) => was !== is).map(([label, , is]) => [label, is || 'empty'])
}
