'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { createAccessKeySchema } from '@/lib/access-keys/schema.shared'
import { ROLES, type Role } from '@/lib/actors/permissions.shared'
import { ROLE_HELP, ROLE_NAMES } from '../actors/role-names'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SubmitButton } from '../form/submit-button'
import { fieldError, useSubmit } from '../form/use-submit'
import { createAccessKeyAction } from './actions'
import { loadKeyDialog, useShowKey } from './created-key'

type CreateKeyFormProps = {
  people: { id: string; name: string; email: string }[]
  personId: string
}

/** Creates an access key, and shows its secret once. */
export function CreateKeyForm({ people, personId }: CreateKeyFormProps) {
  const EMPTY = { name: '', role: 'operator' as Role, ownerId: personId, days: '365', networks: '' }
  const show = useShowKey()
  const form = useForm({
    resolver: zodResolver(createAccessKeySchema, undefined, { raw: true }),
    mode: 'onSubmit',
    defaultValues: EMPTY,
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { submit, problem } = useSubmit(
    form,
    // The secret needs its dialog, which is loaded before there is one.
    (fields) => loadKeyDialog().then(() => createAccessKeyAction(fields)),
    {
      done: ({ key, secret }) => {
        form.reset(EMPTY)
        show({ key, secret })
      },
      explain: (error) =>
        error.reason === 'unknown_owner'
          ? fieldError('ownerId', 'This person is not known any more.')
          : error,
    },
  )

  return (
    <Form onSubmit={submit}>
      <ProblemAlert problem={problem} />
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <TextInput
          label="Name"
          description="For example terraform"
          error={errors.name?.message}
          {...register('name')}
        />
        <NativeSelect
          label="Role"
          description="Never more than its owner's"
          data={ROLES.map((value) => ({
            value,
            label: `${ROLE_NAMES[value]}: ${ROLE_HELP[value]}`,
          }))}
          error={errors.role?.message}
          {...register('role')}
        />
        <NativeSelect
          label="Owner"
          description="Sees the key, and may disable it"
          data={people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          error={errors.ownerId?.message}
          {...register('ownerId')}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <TextInput
          label="Valid for (days)"
          description="1 to 730"
          inputMode="numeric"
          error={errors.days?.message}
          {...register('days')}
        />
        <TextInput
          label="Networks"
          description="From where it may call, like 192.0.2.0/24; empty: from anywhere"
          error={errors.networks?.message}
          {...register('networks')}
        />
      </SimpleGrid>
      <div>
        <SubmitButton loading={isSubmitting}>Create access key</SubmitButton>
      </div>
    </Form>
  )
}
