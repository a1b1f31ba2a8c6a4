'use client'

import { InputBase, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturn } from 'react-hook-form'
import { CheckBox } from '@/components/form/check-box'
import { useTimeZone } from '@/components/ui/time/time-zone'
import type { WaveFields as Fields } from '@/lib/waves/schema.shared'
import classes from './wave-fields.module.css'

export type Owner = { id: string; name: string }

type WaveFieldsProps = {
  form: UseFormReturn<Fields>
  owners: Owner[]
}

/** What people say of a wave, where it is made and where it is changed. */
export function WaveFields({ form: { register, formState }, owners }: WaveFieldsProps) {
  const { zone } = useTimeZone()
  const { errors } = formState
  return (
    <>
      <TextInput
        label="Name"
        data-autofocus
        description="Like wave-3 or datacentre-a:2026-12. A letter first; no other wave has it"
        error={errors.name?.message}
        {...register('name')}
      />
      <InputBase
        component="textarea"
        multiline
        rows={2}
        classNames={{ input: classes.description }}
        label="Description"
        description="Optional"
        error={errors.description?.message}
        {...register('description')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          type="datetime-local"
          label={`Due (${zone})`}
          description="Optional. Overdue from then on"
          error={errors.due?.message}
          {...register('due')}
        />
        <NativeSelect
          label="Owner"
          description="Optional. Whom to ask"
          error={errors.ownerId?.message}
          data={[
            { value: '', label: 'Nobody' },
            ...owners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...register('ownerId')}
        />
      </SimpleGrid>
      <CheckBox
        label="Only expected hosts"
        description="Machines that are not on the list are refused, and take no use of a code."
        {...register('onlyExpected')}
      />
    </>
  )
}
