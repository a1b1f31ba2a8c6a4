'use client'

import { Button, Group, Text } from '@mantine/core'
import { useForm, useWatch } from 'react-hook-form'
import type { PersonSummary, ShownLink } from '@/lib/people/schema.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SubmitButton } from '../form/submit-button'
import { useCall } from '../form/use-call'
import { useSubmit } from '../form/use-submit'
import { useNotify } from '../layout/notices'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog'
import { Dialog } from '../ui/dialog/dialog'
import {
  activateAction,
  changeRoleAction,
  deactivateAction,
  renewInvitationAction,
  resetPasswordAction,
  resetSecondFactorAction,
  withdrawInvitationAction,
} from './actions'
import { type PersonChange, questionOf } from './change-words'
import { explainPersonError } from './person-error'
import { RoleSelect } from './role-select'
import { loadLinkDialog, useShowLink } from './shown-link'

type Confirmed = Exclude<PersonChange, 'role'>

const ACTIONS = {
  password: resetPasswordAction,
  factor: resetSecondFactorAction,
  deactivate: deactivateAction,
  activate: activateAction,
  renew: renewInvitationAction,
  withdraw: withdrawInvitationAction,
}

type ConfirmPersonChangeProps = { person: PersonSummary; change: Confirmed; onClose: () => void }

/** Asks before something is done to a person, and does it; a link that comes of it is shown. */
export function ConfirmPersonChange({ person, change, onClose }: ConfirmPersonChangeProps) {
  const { pending, problem, setProblem, call } = useCall()
  const notify = useNotify()
  const showLink = useShowLink()
  const { text, done, ...question } = questionOf(change, person)

  async function confirm() {
    const answer = await call<Awaited<ReturnType<(typeof ACTIONS)[Confirmed]>>>(async () => {
      await loadLinkDialog()
      return ACTIONS[change]({ id: person.id })
    })
    if (!answer.ok) return setProblem(explainPersonError(answer))
    onClose()
    const { link } = answer as { link?: ShownLink }
    if (link) showLink({ link, name: person.name })
    else if (done) notify({ text: done })
  }

  return (
    <ConfirmDialog
      {...question}
      pending={pending}
      problem={problem}
      onConfirm={confirm}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  )
}

/** Gives somebody another role. */
export function ChangeRoleDialog({
  person,
  onClose,
}: {
  person: PersonSummary
  onClose: () => void
}) {
  const notify = useNotify()
  const form = useForm({ defaultValues: { role: person.role } })
  const { isSubmitting } = form.formState
  const { submit, problem } = useSubmit(
    form,
    ({ role }) => changeRoleAction({ id: person.id, role }),
    {
      done: () => {
        onClose()
        notify({
          text: `${person.name} is ${ROLE_NAMES[form.getValues('role')].toLowerCase()} now.`,
        })
      },
      explain: explainPersonError,
    },
  )
  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title="Change role"
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          The role of <b>{person.name}</b> holds from their next request on, also for their access
          keys.
        </Text>
        <RoleSelect
          role={useWatch({ control: form.control, name: 'role' })}
          data-autofocus
          {...form.register('role')}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>Change role</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}
