'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Card, Stack, Text } from '@mantine/core'
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
import { formatCount } from '@/lib/list/count.shared'
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
  const count = list.preview?.counts.new ?? 0
  useEffect(() => {
    if (suggested && !dirtyFields.name) form.setValue('name', suggested)
  }, [form, suggested, dirtyFields.name])

  const { submit, problem } = useSubmit(form, createWaveAction, {
    done: async ({ id }) => {
      const name = form.getValues('name')
      const answer = list.state === 'ready' ? await list.apply(id) : undefined
      notify({ text: answer ? saidOf(name, answer) : `${name} was made.` })
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
          <SubmitButton
            loading={isSubmitting}
            disabled={list.state === 'busy' || list.state === 'wrong'}
          >
            {count > 0
              ? `Make wave with ${formatCount(count)} ${count === 1 ? 'host' : 'hosts'}`
              : 'Make wave'}
          </SubmitButton>
          {list.state === 'wrong' && (
            <Text size="sm" mt="xs">
              Something is wrong with the list above. Mend it, or forget it to make the wave
              without.
            </Text>
          )}
        </div>
      </Stack>
    </Form>
  )
}

function saidOf(name: string, answer: Awaited<ReturnType<ReturnType<typeof useList>['apply']>>) {
  if (answer.ok) return `${name}: ${told(answer.counts)}.`
  const why = answer.problem.reason === 'message' ? ` ${answer.problem.text}` : ''
  return `${name} was made, but its list was not put in.${why}`
}

/** What a wave may be called after its list: the one that the file names, else the file. */
function nameOfList({ read, waves }: ReturnType<typeof useList>): string | undefined {
  const [only] = waves
  const named = read?.wave ?? (waves.length === 1 && only ? only[0] : undefined)
  const wanted = named ?? read?.name.replace(/\.[a-z]{1,4}$/i, '') ?? ''
  const name = wanted
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}0-9:._-]+/gu, '-')
    .replace(/^[-:._]+|-+$/g, '')
  // Names begin with a letter.
  const lettered = /^\p{L}/u.test(name) ? name : `wave-${name}`
  return wanted === '' ? undefined : waveNameSchema.safeParse(lettered).data
}
