'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import { useNotify } from '@/components/layout/notices'
import { Dialog } from '@/components/ui/dialog/dialog'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import { useExactTime } from '@/components/ui/time/time-zone'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { extendSchema, LIMITS, type TokenSummary } from '@/lib/tokens/schema.shared'
import { DaysField } from '../days-field'
import { explainTokenError, notLonger } from '../token-error'
import { nameOf } from '../token-name'
import { extendTokenAction, takeBackExtensionAction } from './actions'
import { ChangedMeanwhile, type Conflict } from './changed-meanwhile'
import { NewExpiry } from './new-expiry'
import { undoBy } from './undo'

const WEEK = 7
const { max, default: usual } = LIMITS.timeToLiveInDays

/** Days that are usual, and at least a week longer than a code is valid already; at most 90. */
function proposalFor(expiresAt: Date): string {
  const left = (expiresAt.getTime() - serverNow().getTime()) / MILLISECONDS_A_DAY
  const longer = [usual, 2 * usual, max].find((days) => days >= left + WEEK)
  return String(longer ?? max)
}

/** Makes a code valid for longer. */
export function ExtendDialog({ token, onClose }: { token: TokenSummary; onClose: () => void }) {
  const notify = useNotify()
  const exactTime = useExactTime()
  const [seen, setSeen] = useState(token)
  const [conflict, setConflict] = useState<Conflict>()
  const form = useForm({
    resolver: zodResolver(extendSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: { timeToLiveInDays: proposalFor(token.expiresAt) },
  })
  const { errors, isSubmitting } = form.formState
  const { submit, problem } = useSubmit(
    form,
    (fields) => {
      setConflict(undefined)
      const { expiresAt } = seen
      return extendTokenAction({ id: token.id, ...fields, seen: { expiresAt } })
    },
    {
      done: ({ expiresAt }) => {
        onClose()
        notify({
          text: `${token.name ?? token.id} expires ${exactTime(expiresAt)} now.`,
          undo: undoBy(token.name ?? token.id, () =>
            takeBackExtensionAction({ id: token.id, before: seen.expiresAt, seen: expiresAt }),
          ),
        })
      },
      explain: (error) => {
        if (error.reason === 'not_longer')
          return fieldError('timeToLiveInDays', notLonger(error.expiresAt))
        if (error.reason === 'invalid') return error
        if (error.reason !== 'changed_meanwhile') return explainTokenError(error)
        setConflict(error)
        setSeen(error.token)
        return undefined
      },
    },
  )

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
          <b>{nameOf(token)}</b> expires{' '}
          <RelativeTime exact at={seen.expiresAt} now={serverNow()} />. The code stays the same.
        </Text>
        <DaysField
          hint="From now on. 7 for one week."
          data-autofocus
          error={errors.timeToLiveInDays?.message}
          {...form.register('timeToLiveInDays')}
        />
        <NewExpiry
          present={seen.expiresAt}
          days={useWatch({ control: form.control, name: 'timeToLiveInDays' })}
          onDays={(days) =>
            form.setValue('timeToLiveInDays', days, { shouldValidate: true, shouldDirty: true })
          }
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
