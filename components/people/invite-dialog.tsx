'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, TextInput } from '@mantine/core'
import { useForm, useWatch } from 'react-hook-form'
import { type InviteInput, inviteSchema } from '@/lib/people/schema.shared'
import { EMAIL_INPUT } from '../auth/inputs'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SubmitButton } from '../form/submit-button'
import { fieldError, useSubmit } from '../form/use-submit'
import { Dialog } from '../ui/dialog/dialog'
import { inviteAction } from './actions'
import { RoleSelect } from './role-select'
import { loadLinkDialog, useShowLink } from './shown-link'

/** Invites a person, and shows their link. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const showLink = useShowLink()
  const form = useForm<InviteInput>({
    resolver: zodResolver(inviteSchema),
    mode: 'onTouched',
    defaultValues: { name: '', email: '', role: 'operator' },
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { submit, problem } = useSubmit(
    form,
    // The link needs its dialog, which is loaded before there is one.
    (fields) => loadLinkDialog().then(() => inviteAction(fields)),
    {
      done: ({ link }) => {
        showLink({ link, name: form.getValues('name') })
        onClose()
      },
      explain: (error) => {
        if (error.reason === 'email_taken')
          return fieldError('email', 'Somebody here has this email already.')
        if (error.reason === 'name_taken') return fieldError('name', 'Somebody else has this name.')
        return error
      },
    },
  )
  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title="Invite a person"
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
      closeOnClickOutside={false}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        <TextInput
          label="Name"
          description="For example Ada Lovelace"
          data-autofocus
          error={errors.name?.message}
          {...register('name')}
        />
        <TextInput
          label="Email"
          description="They sign in with it"
          {...EMAIL_INPUT}
          autoComplete="off"
          error={errors.email?.message}
          {...register('email')}
        />
        <RoleSelect
          role={useWatch({ control: form.control, name: 'role' })}
          error={errors.role?.message}
          {...register('role')}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>Invite</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}
