'use client'

import { Button, Group, Text, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { useNotify } from '@/components/layout/notices'
import { Dialog } from '@/components/ui/dialog/dialog'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import { unwaiveHostAction, waiveHostAction } from '../actions'
import { explainWaveError } from '../wave-error'

type WaiveDialogProps = { waveId: string; host: HostSummary; onClose: () => void }

/** Waives a host: nobody waits for it any more. */
export function WaiveDialog({ waveId, host: { id, hostname }, onClose }: WaiveDialogProps) {
  const notify = useNotify()
  const form = useForm({ defaultValues: { note: '' } })
  const { errors, isSubmitting } = form.formState
  const { submit, problem } = useSubmit(form, ({ note }) => waiveHostAction({ waveId, id, note }), {
    done: () => {
      onClose()
      notify({
        text: `${hostname} was waived.`,
        undo: async () =>
          (await unwaiveHostAction({ waveId, id })).ok
            ? `${hostname} is expected again.`
            : `${hostname} could not be changed back.`,
      })
    },
    explain: (error) => (error.reason === 'invalid' ? error : explainWaveError(error)),
  })
  return (
    <Dialog
      onClose={() => !isSubmitting && onClose()}
      title="Waive a host"
      closeButtonProps={{ 'aria-label': 'Close', disabled: isSubmitting }}
    >
      <Form onSubmit={submit}>
        <ProblemAlert problem={problem} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Nobody waits for <b>{hostname}</b> any more. Should it come after all, it is registered.
        </Text>
        <TextInput
          label="Why"
          description="For those who ask later. Optional"
          data-autofocus
          error={errors.note?.message}
          {...form.register('note')}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={isSubmitting} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton loading={isSubmitting}>Waive</SubmitButton>
        </Group>
      </Form>
    </Dialog>
  )
}
