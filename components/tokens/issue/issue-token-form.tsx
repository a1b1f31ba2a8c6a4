'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { SimpleGrid, TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { issueFieldsSchema, LIMITS, type TokenSummary } from '@/lib/tokens/schema.shared'
import { DaysField } from '../days-field'
import { NameFields } from '../name-fields'
import { EMPTY, type FormValues, isSame } from './form-values'
import { useIssue } from './issue-context'
import { useNamesakes } from './use-namesakes'
import { WaveSelect } from './wave-select'

/** Seldom wanted: an answer that got lost. */
const loadAlreadyIssued = () => import('./already-issued')

type IssueTokenFormProps = {
  focusFirst?: boolean
  /** Whether the page is there for this form. */
  leads?: boolean
  values?: FormValues
  /** Is given what stands in the form when it goes, if that is not what it began with. */
  onLeave?: (values: Partial<FormValues>) => void
}

/**
 * The form of an activation code: on its page and in the dialog that opens everywhere. It begins
 * with `values`.
 */
export function IssueTokenForm({
  focusFirst,
  leads,
  values = EMPTY,
  onLeave,
}: IssueTokenFormProps) {
  const { issue } = useIssue()
  const [earlier, setEarlier] = useState<TokenSummary>()
  const form = useForm({
    resolver: zodResolver(issueFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: values,
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { name = '', description = '', waveId = '' } = useWatch({ control: form.control })
  // What an address says wrongly is marked at once, not when it is sent.
  useEffect(() => {
    if (values !== EMPTY) void form.trigger()
  }, [form, values])
  const leave = useEffectEvent(() => {
    if (!isSame(form.getValues(), values)) onLeave?.(form.getValues())
  })
  useEffect(() => () => leave(), [])
  const namesakes = useNamesakes(name)
  const { submit, problem } = useSubmit(
    form,
    (fields) => {
      setEarlier(undefined)
      return issue(fields)
    },
    {
      done: () => form.reset(EMPTY),
      explain: (error) => {
        if (error.reason === 'unknown_wave')
          return fieldError('waveId', 'This wave was deleted meanwhile.')
        if (error.reason !== 'already_issued') return error
        setEarlier(error.token)
        return undefined
      },
    },
  )

  return (
    <Form onSubmit={submit} leads={leads}>
      <ProblemAlert problem={problem} />
      {earlier && (
        <LazyDialog load={loadAlreadyIssued} onClose={() => setEarlier(undefined)}>
          {({ AlreadyIssued }) => (
            <AlreadyIssued token={earlier} onDone={() => setEarlier(undefined)} />
          )}
        </LazyDialog>
      )}
      <NameFields
        name={register('name')}
        description={register('description')}
        values={{ name, description }}
        errors={errors}
        namesakes={namesakes}
        focusFirst={focusFirst}
      />
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 1 }} spacing="md">
        <TextInput
          label="Count"
          description={`30 if 30 servers will register. ${LIMITS.count.min} to ${LIMITS.count.max}`}
          inputMode="numeric"
          error={errors.count?.message}
          {...register('count')}
        />
        <DaysField
          hint="7 for one week."
          error={errors.timeToLiveInDays?.message}
          {...register('timeToLiveInDays')}
        />
      </SimpleGrid>
      <WaveSelect waveId={waveId} error={errors.waveId?.message} {...register('waveId')} />
      <SubmitButton loading={isSubmitting} fullWidth>
        Issue code
      </SubmitButton>
    </Form>
  )
}
