'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Card, Stack } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { ProblemAlert } from '@/components/form/problem-alert'
import { SubmitButton } from '@/components/form/submit-button'
import { useSubmit } from '@/components/form/use-submit'
import { useNotify } from '@/components/layout/notices'
import { Section } from '@/components/ui/section'
import { useTimeZone } from '@/components/ui/time/time-zone'
import { waveFieldsSchema, waveNameSchema } from '@/lib/waves/schema.shared'
import { createWaveAction } from '../actions'
import { told } from '../import/import-form'
import { ListInput } from '../import/list-input'
import { useList } from '../import/use-list'
import { explainWaveForm } from './explain-wave-form'
import { type Owner, WaveFields } from './wave-fields'

type NewWaveFormProps = { owners: Owner[]; ownerId: string }

/** Makes a wave, with its list where there is one. A file fills in the name. */
export function NewWaveForm({ owners, ownerId }: NewWaveFormProps) {
  const { zone } = useTimeZone()
  const router = useRouter()
  const notify = useNotify()
  const list = useList()
  const form = useForm({
    resolver: zodResolver(waveFieldsSchema, undefined, { raw: true }),
    mode: 'onTouched',
    defaultValues: { name: '', description: '', ownerId, due: '', zone, onlyExpected: false },
  })
  const { isSubmitting, dirtyFields } = form.formState
  const suggested = nameOfList(list)
  useEffect(() => {
    if (suggested && !dirtyFields.name) form.setValue('name', suggested)
  }, [form, suggested, dirtyFields.name])

  const { submit, problem } = useSubmit(form, createWaveAction, {
    done: async ({ id }) => {
      const name = form.getValues('name')
      const answer = list.lines.length > 0 ? await list.apply(id) : undefined
      if (answer && !answer.ok) notify({ text: `${name} was made, but its list was not put in.` })
      else notify({ text: answer ? `${name}: ${told(answer.counts)}.` : `${name} was made.` })
      router.push(answer && !answer.ok ? `/waves/${id}/list` : `/waves/${id}`)
    },
    explain: (error) => explainWaveForm(error),
  })

  return (
    <Form onSubmit={submit}>
      <Stack gap="lg" maw={760}>
        <Card withBorder>
          <Section id="list" title="Who is expected">
            <ListInput list={list} />
          </Section>
        </Card>
        <Card withBorder>
          <Section id="wave" title="The wave">
            <Stack gap="md">
              <ProblemAlert problem={problem} />
              <WaveFields form={form} owners={owners} />
            </Stack>
          </Section>
        </Card>
        <div>
          <SubmitButton loading={isSubmitting}>
            {list.lines.length > 0
              ? `Make wave with ${list.lines.length.toLocaleString('en')} hosts`
              : 'Make wave'}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  )
}

/** What a wave may be called after its list: the one that the file names, else the file. */
function nameOfList({ read, waves }: ReturnType<typeof useList>): string | undefined {
  const [only] = waves
  const wanted = read?.wave ?? (waves.length === 1 && only ? only[0] : read?.name)
  const name = wanted
    ?.replace(/\.[a-z]{1,4}$/i, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}0-9:._-]+/gu, '-')
    .replace(/^[^\p{L}]+|-+$/gu, '')
  return waveNameSchema.safeParse(name).data
}
