'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { issueFieldsSchema, LIMITS, type TokenSummary } from '@/lib/tokens/schema.shared'
import { DaysField } from '../days-field'
import { NameFields } from '../name-fields'
import { AlreadyIssued } from './already-issued'
import { useIssue } from './issue-context'

const EMPTY = {
  name: '',
  description: '',
  count: String(LIMITS.count.default),
  timeToLiveInDays: String(LIMITS.timeToLiveInDays.default),
}

/**
 * The settings of a token, for another one like it: as long valid as that was meant to be, within
 * the limits.
 */
function settingsOf({
  name,
  description,
  count,
  createdAt,
  expiresAt,
}: TokenSummary): typeof EMPTY {
  const days = Math.round((expiresAt.getTime() - createdAt.getTime()) / MILLISECONDS_A_DAY)
  const { min, max } = LIMITS.timeToLiveInDays
  const timeToLiveInDays = String(Math.min(Math.max(days, min), max))
  return {
    name: name ?? '',
    description: description ?? '',
    count: String(count),
    timeToLiveInDays,
  }
}

type IssueTokenFormProps = { focusFirst?: boolean; template?: TokenSummary }

/**
 * The form of an activation code: on its page and in the dialog that opens everywhere. It begins
 * with the settings of `template`.
 */
export function IssueTokenForm({ focusFirst, template }: IssueTokenFormProps) {
  const { issue } = useIssue()
  const [earlier, setEarlier] = useState<TokenSummary>()
  const form = useForm({
    resolver: zodResolver(issueFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: template ? settingsOf(template) : EMPTY,
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { submit, problem } = useSubmit(
    form,
    (fields) => {
      setEarlier(undefined)
      return issue(fields)
    },
    {
      done: () => form.reset(EMPTY),
      explain: (error) => {
        if (error.reason !== 'already_issued') return error
        setEarlier(error.token)
        return undefined
      },
    },
  )

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      {earlier && <AlreadyIssued token={earlier} onDone={() => setEarlier(undefined)} />}
      <NameFields
        name={register('name')}
        description={register('description')}
        errors={errors}
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
      <SubmitButton loading={isSubmitting} fullWidth>
        Issue code
      </SubmitButton>
    </Form>
  )
}
