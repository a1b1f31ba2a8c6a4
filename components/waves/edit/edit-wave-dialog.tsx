'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { useNotify } from '@/components/layout/notices'
import { Dialog } from '@/components/ui/dialog/dialog'
import { useTimeZone } from '@/components/ui/time/time-zone'
import { type WaveSummary, waveFieldsSchema } from '@/lib/waves/schema.shared'
import { editWaveAction } from '../actions'
import { explainWaveForm } from './explain-wave-form'
import { localTime } from './local-time'
import { type Owner, WaveFields } from './wave-fields'

type EditWaveDialogProps = { wave: WaveSummary; owners: Owner[]; onClose: () => void }

/** Changes what is said of a wave. */
export function EditWaveDialog({ wave, owners, onClose }: EditWaveDialogProps) {
  const notify = useNotify()
  const { zone } = useTimeZone()
  const form = useForm({
    resolver: zodResolver(waveFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: {
      name: wave.name,
      description: wave.description ?? '',
      ownerId: wave.ownerId ?? '',
      due: wave.dueAt ? localTime(wave.dueAt, zone) : '',
      zone,
      onlyExpected: wave.onlyExpected,
    },
  })
  const { isSubmitting } = form.formState
  const { submit, problem } = useSubmit(form, (fields) => editWaveAction({ id: wave.id, fields }), {
    done: () => {
      notify({ text: `${form.getValues('name')} was changed.` })
      onClose()
    },
    explain: (error) => explainWaveForm(error),
  })
  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title="Change wave"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        <WaveFields form={form} owners={withOwner(owners, wave)} />
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>Save</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}

/** Somebody who was deactivated still owns what they own. */
function withOwner(owners: Owner[], { ownerId, ownerName }: WaveSummary): Owner[] {
  if (!ownerId || owners.some(({ id }) => id === ownerId)) return owners
  return [...owners, { id: ownerId, name: ownerName ?? ownerId }]
}
