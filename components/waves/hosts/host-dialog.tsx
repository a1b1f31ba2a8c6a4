'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldError, useSubmit } from '@/components/form/use-submit'
import { useNotify } from '@/components/layout/notices'
import { Dialog } from '@/components/ui/dialog/dialog'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import {
  COLUMN_NAMES,
  HOST_COLUMNS,
  type HostFields,
  hostFieldsSchema,
} from '@/lib/waves/schema.shared'
import { addHostAction, editHostAction } from '../actions'
import { explainWaveError } from '../wave-error'

const HELP: Partial<Record<keyof HostFields, string>> = {
  hostname: 'As the machine knows it, full or short',
  externalId: 'An inventory ID or the machine ID; found by it first',
}

type HostDialogProps = { waveId: string; host?: HostSummary; onClose: () => void }

/** Expects a host, or changes its line. */
export function HostDialog({ waveId, host, onClose }: HostDialogProps) {
  const notify = useNotify()
  const form = useForm({
    resolver: zodResolver(hostFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: Object.fromEntries(
      HOST_COLUMNS.map((column) => [column, host?.[column] ?? '']),
    ) as HostFields,
  })
  const { register, formState } = form
  const { errors, isSubmitting } = formState
  const { submit, problem } = useSubmit(
    form,
    (fields) =>
      host
        ? editHostAction({ waveId, id: host.id, host: fields })
        : addHostAction({ waveId, host: fields }),
    {
      done: () => {
        const { hostname } = form.getValues()
        notify({ text: host ? `${hostname} was changed.` : `${hostname} is expected now.` })
        onClose()
      },
      explain: (error) => {
        if (error.reason === 'invalid') return error
        return error.reason === 'name_taken'
          ? fieldError('hostname', 'The list has this host already.')
          : explainWaveError(error)
      },
    },
  )
  const field = (column: keyof HostFields) => (
    <TextInput
      key={column}
      label={COLUMN_NAMES[column]}
      description={HELP[column] ?? 'Optional'}
      data-autofocus={column === 'hostname' || undefined}
      error={errors[column]?.message}
      {...register(column)}
    />
  )
  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title={host ? 'Change expected host' : 'Expect a host'}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        {field('hostname')}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {HOST_COLUMNS.filter((column) => column !== 'hostname' && column !== 'note').map(field)}
        </SimpleGrid>
        {field('note')}
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>{host ? 'Save' : 'Expect host'}</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}
