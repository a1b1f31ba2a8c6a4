'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import {
  type CreateAccessKeyInput,
  type CreatedAccessKey,
  createAccessKeySchema,
} from '@/lib/access-keys/schema'
import type { Refused } from '@/lib/answer'
import { loadDialog } from '../form/dialog'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { setFieldErrors } from '../form/set-field-errors'
import { SubmitButton } from '../form/submit-button'
import { useCall } from '../form/use-call'
import { useShowKey } from './created-key'

type CreateKeyAnswer =
  | ({ ok: true } & CreatedAccessKey)
  | { ok: false; reason: 'unknown_owner' }
  | Refused

type CreateKeyFormProps = {
  people: { id: string; name: string; email: string }[]
  personId: string
  create: (fields: CreateAccessKeyInput) => Promise<CreateKeyAnswer>
}

const ROLES = [
  { value: 'viewer', label: 'Viewer: reads' },
  { value: 'operator', label: 'Operator: issues and changes codes' },
  { value: 'administrator', label: 'Administrator' },
]

/** Creates an access key, and shows its secret once. */
export function CreateKeyForm({ people, personId, create }: CreateKeyFormProps) {
  const EMPTY: CreateAccessKeyInput = { name: '', role: 'operator', ownerId: personId }
  const { register, handleSubmit, reset, setError, formState } = useForm({
    resolver: zodResolver(createAccessKeySchema),
    mode: 'onSubmit',
    defaultValues: EMPTY,
  })
  const { errors, isSubmitting } = formState
  const { problem, setProblem, call } = useCall()
  const show = useShowKey()

  const submit = handleSubmit(async (fields) => {
    const answer = await call(() => loadDialog().then(() => create(fields)))
    if (answer.ok) {
      reset(EMPTY)
      show({ key: answer.key, secret: answer.secret })
    } else if (answer.reason === 'invalid')
      setProblem(setFieldErrors(answer.fieldErrors, fields, setError))
    else if (answer.reason === 'unknown_owner')
      setError('ownerId', { message: 'This person is not known any more.' })
    else setProblem(answer)
  })

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
          data={ROLES}
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
      <div>
        <SubmitButton loading={isSubmitting}>Create access key</SubmitButton>
      </div>
    </Form>
  )
}
