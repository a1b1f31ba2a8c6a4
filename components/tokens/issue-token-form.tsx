'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { SimpleGrid, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  issueFieldsSchema,
  LIMITS,
  MILLISECONDS_A_DAY,
  type TokenSummary,
} from '@/lib/tokens/schema'
import { Form } from '../form/form'
import { type FormProblem, ProblemAlert } from '../form/problem-alert'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { unanswered } from '../form/unanswered'
import { AlreadyIssued } from './already-issued'
import { useIssuing } from './issuing'
import { NameFields } from './name-fields'

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

/**
 * The form of an activation code: on its page and in the dialog that opens everywhere. `like`: a
 * token to begin with.
 */
export function IssueTokenForm({
  focusFirst,
  like,
}: {
  focusFirst?: boolean
  like?: TokenSummary
}) {
  const issuing = useIssuing()
  const { register, handleSubmit, reset, setError, formState } = useForm({
    resolver: zodResolver(issueFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: like ? settingsOf(like) : EMPTY,
  })
  const { errors, isSubmitting } = formState
  const [problem, setProblem] = useState<FormProblem>()
  const [earlier, setEarlier] = useState<TokenSummary>()
  const sending = useRef(false)

  const submit = handleSubmit(async (fields) => {
    if (sending.current || !issuing) return
    sending.current = true
    setProblem(undefined)
    setEarlier(undefined)
    const answer = await issuing.issue(fields).catch(unanswered)
    sending.current = false
    if (answer.ok) reset(EMPTY)
    else if (answer.reason === 'already_issued') setEarlier(answer.token)
    else if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, EMPTY, setError))
    else setProblem(answer)
  })

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
        <TextInput
          label="Valid for (days)"
          description={`7 for one week. ${LIMITS.timeToLiveInDays.min} to ${LIMITS.timeToLiveInDays.max}`}
          inputMode="numeric"
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
