'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { extendSchema, LIMITS, type TokenSummary } from '@/lib/tokens/schema'
import { Dialog } from '../form/dialog'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { useCall } from '../form/use-call'
import { RelativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'
import { ChangedMeanwhile, type Conflict } from './changed-meanwhile'
import { notLonger, refusalProblem } from './refusal-problem'
import { useTokenActions } from './token-actions'
import { nameOf } from './token-name'

const INITIAL = { timeToLiveInDays: String(LIMITS.timeToLiveInDays.default) }

/** Makes a code valid for longer. */
export function ExtendDialog({ token, onClose }: { token: TokenSummary; onClose: () => void }) {
  const actions = useTokenActions()
  const [seen, setSeen] = useState(token)
  const [conflict, setConflict] = useState<Conflict>()
  const { problem, setProblem, call } = useCall()
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(extendSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: INITIAL,
  })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (fields) => {
    if (!actions) return
    const answer = await call(() =>
      actions.extend(token.id, { ...fields, seen: { expiresAt: seen.expiresAt } }),
    )
    setConflict(undefined)
    if (answer.ok) onClose()
    else if (answer.reason === 'changed_meanwhile') {
      setConflict(answer)
      setSeen(answer.token)
    } else if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, INITIAL, setError))
    else if (answer.reason === 'not_longer')
      setError('timeToLiveInDays', { message: notLonger(answer.expiresAt) }, { shouldFocus: true })
    else setProblem(refusalProblem(answer))
  })

  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title="Extend activation code"
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        {conflict && <ChangedMeanwhile conflict={conflict} differences={[]} />}
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>{nameOf(token)}</b> expires <RelativeTime at={seen.expiresAt} now={serverNow()} />. The
          code stays the same.
        </Text>
        <TextInput
          label="Valid for (days)"
          data-autofocus
          description={`From now on. 7 for one week. ${LIMITS.timeToLiveInDays.min} to ${LIMITS.timeToLiveInDays.max}`}
          inputMode="numeric"
          error={errors.timeToLiveInDays?.message}
          {...register('timeToLiveInDays')}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>Extend</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}
