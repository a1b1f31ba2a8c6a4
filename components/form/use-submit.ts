'use client'

import { useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import type { FieldErrors } from '@/lib/answer.shared'
import type { CallFailed } from './call-failed'
import type { FormError } from './problem-alert'
import { setFieldErrors } from './set-field-errors'
import { useCall } from './use-call'

/** What a form shows of a refused submit: at its fields, above them, or nothing of its own. */
export type SubmitError = FormError | { reason: 'invalid'; fieldErrors: FieldErrors } | undefined

type Answer = { ok: true } | { ok: false; reason: string }

type SubmitOptions<A extends Answer> = {
  done?: (answer: Extract<A, { ok: true }>) => void
  /** The words for what the action refused; {@link SubmitError} as it is goes through. */
  explain: (error: Extract<A, { ok: false }> | CallFailed) => SubmitError
}

/** The error of one field, in the shape in which a schema's come. */
export function fieldError(field: string, message: string): SubmitError {
  return { reason: 'invalid', fieldErrors: { [field]: message } }
}

/** Submits a form to an action: shows what went wrong, and tells whether it was saved. */
export function useSubmit<Fields extends FieldValues, Output, A extends Answer>(
  form: UseFormReturn<Fields, unknown, Output>,
  send: (fields: Output) => Promise<A>,
  { done, explain }: SubmitOptions<A>,
) {
  const { problem, setProblem, call } = useCall()
  const [saved, setSaved] = useState(false)
  // A second press that comes before the button shows that the first is under way.
  const sending = useRef(false)

  const submit = form.handleSubmit(async (fields) => {
    if (sending.current) return
    sending.current = true
    setSaved(false)
    const answer = await call(() => send(fields))
    sending.current = false
    if (answer.ok) {
      setSaved(true)
      return done?.(answer as Extract<A, { ok: true }>)
    }
    const error = explain(answer as Extract<A, { ok: false }> | CallFailed)
    if (error?.reason !== 'invalid') return setProblem(error)
    setProblem(setFieldErrors(error.fieldErrors, form.getValues(), form.setError))
  })

  return { submit, problem, setProblem, saved }
}
