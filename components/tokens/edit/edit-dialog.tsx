'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { CallFailed } from '@/components/form/call-failed'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, type SubmitError, useSubmit } from '@/components/form/use-submit'
import { useNotify } from '@/components/layout/notices'
import { Dialog } from '@/components/ui/dialog/dialog'
import { LIMITS, type TokenSummary, tokenFieldsSchema } from '@/lib/tokens/schema.shared'
import { NameFields } from '../name-fields'
import { countBelowUsed, explainTokenError } from '../token-error'
import { editTokenAction } from './actions'
import { ChangedMeanwhile, type Conflict } from './changed-meanwhile'
import { undoBy } from './undo'

const fieldsOf = ({ name, description, count }: TokenSummary) => ({
  name: name ?? '',
  description: description ?? '',
  count: String(count),
})

type EditTokenError =
  | Extract<Awaited<ReturnType<typeof editTokenAction>>, { ok: false }>
  | CallFailed

type EditDialogProps = { token: TokenSummary; onClose: () => void }

/**
 * Edits name, description and count. What another changes meanwhile is told, and what was typed
 * stays.
 */
export function EditDialog({ token, onClose }: EditDialogProps) {
  const notify = useNotify()
  const [seen, setSeen] = useState(token)
  const [conflict, setConflict] = useState<
    Conflict & { differences: [name: string, now: string][] }
  >()
  const form = useForm({
    resolver: zodResolver(tokenFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: fieldsOf(token),
  })
  // Read here, so that the form keeps track of what was typed.
  const { errors, isSubmitting, dirtyFields: _ } = form.formState
  const { name = '', description = '' } = useWatch({ control: form.control })
  const { submit, problem } = useSubmit(form, edit, { done: finish, explain })

  function finish() {
    onClose()
    const typed = tokenFieldsSchema.parse(form.getValues())
    const now = { ...typed, name: typed.name ?? null, description: typed.description ?? null }
    notify({
      text: `${now.name ?? token.id} was changed.`,
      undo: undoBy(token.name ?? token.id, () =>
        editTokenAction({ id: token.id, ...fieldsOf(seen), seen: now }),
      ),
    })
  }

  function edit(fields: z.input<typeof tokenFieldsSchema>) {
    setConflict(undefined)
    const { name, description, count } = seen
    return editTokenAction({ id: token.id, ...fields, seen: { name, description, count } })
  }

  function explain(error: EditTokenError): SubmitError {
    if (error.reason === 'count_below_used')
      return fieldError('count', countBelowUsed(error.registeredCount))
    if (error.reason === 'invalid') return error
    if (error.reason !== 'changed_meanwhile') return explainTokenError(error)
    setConflict({ ...error, differences: differences(seen, error.token) })
    setSeen(error.token)
    // What was left alone becomes theirs; what was typed stays.
    form.reset(fieldsOf(error.token), { keepDirtyValues: true })
    return undefined
  }

  function restoreTheirs() {
    form.reset(fieldsOf(seen))
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
            onUseTheirs={restoreTheirs}
          />
        )}
        <NameFields
          name={form.register('name')}
          description={form.register('description')}
          values={{ name, description }}
          errors={errors}
          focusFirst
        />
        <TextInput
          label="Count"
          description={
            `${token.registeredCount} used so far. ` +
            `${Math.max(token.registeredCount, LIMITS.count.min)} to ${LIMITS.count.max}`
          }
          inputMode="numeric"
          error={errors.count?.message}
          {...form.register('count')}
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
