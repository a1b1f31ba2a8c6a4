'use client'

import { Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { BulkFailure } from '@/lib/tokens/change-schema'
import { extendSchema, LIMITS } from '@/lib/tokens/schema'
import { Dialog } from '../form/dialog'
import { ProblemAlert } from '../form/problem-alert'
import { TextLink } from '../shell/text-link'
import { nameOf } from './token-name'
import { type BulkChoice, type BulkProgress, useBulk } from './use-bulk'

export type BulkKind = 'disable' | 'enable' | 'extend' | 'delete'

const WORDS: Record<BulkKind, { verb: string; done: string; already: string; consequences: string }> = {
  disable: {
    verb: 'Disable',
    done: 'disabled',
    already: 'disabled before',
    consequences:
      'From now on no new source server can register with them. Those that registered stay registered. You can enable the codes again.',
  },
  enable: {
    verb: 'Enable',
    done: 'enabled',
    already: 'not disabled',
    consequences:
      'New source servers can register with them again, as far as count and validity allow. Nothing changes for those that registered.',
  },
  extend: {
    verb: 'Extend',
    done: 'extended',
    already: 'unchanged',
    consequences:
      'The codes stay the same, and so do the source servers that registered. A code that is valid for longer already is left as it is.',
  },
  delete: {
    verb: 'Delete',
    done: 'deleted',
    already: 'unchanged',
    consequences:
      "They disappear from the lists, and their codes are unknown from now on. Source servers that registered stay registered. This can't be undone.",
  },
}

const FAILURES: Record<BulkFailure['reason'], string> = {
  unknown_token: 'was deleted meanwhile',
  not_longer: 'is valid for longer already',
}

/** Failures listed by name. */
const MOST_LISTED = 100

function sizeOf(choice: BulkChoice): { text: string; count?: number } {
  if ('tokens' in choice) return { text: `${choice.tokens.length}`, count: choice.tokens.length }
  if (!choice.total) return { text: 'all matching' }
  const { count, more } = choice.total
  return { text: `${count.toLocaleString('en')}${more ? '+' : ''}`, count: more ? undefined : count }
}

const MOST_NAMED = 5

/** The codes by name, as far as they are few enough to read. */
function namesOf(choice: BulkChoice): string[] {
  if (!('tokens' in choice)) return []
  const { tokens } = choice
  const more = tokens.length - MOST_NAMED
  return [...tokens.slice(0, MOST_NAMED).map(nameOf), ...(more > 0 ? [`and ${more} more`] : [])]
}

const codes = (count: string) => `${count} activation ${count === '1' ? 'code' : 'codes'}`

type BulkDialogProps = { kind: BulkKind; target: BulkChoice; onClose: (finished: boolean) => void }

/** Asks, changes many codes while showing how far it is, and sums up. */
export function BulkDialog({ kind, target, onClose }: BulkDialogProps) {
  const router = useRouter()
  const { progress, problem, run, stop } = useBulk(target)
  const [days, setDays] = useState(String(LIMITS.timeToLiveInDays.default))
  const [error, setError] = useState<string>()
  const [size] = useState(() => sizeOf(target))
  const [names] = useState(() => namesOf(target))
  const { verb, consequences } = WORDS[kind]
  const isRunning = progress.state === 'running'

  function start() {
    if (kind !== 'extend') return run({ kind })
    const input = extendSchema.safeParse({ timeToLiveInDays: days })
    setError(input.error?.issues[0]?.message)
    return input.success ? run({ kind, timeToLiveInDays: days }) : undefined
  }

  function close() {
    onClose(progress.state === 'ended' && !progress.left)
    if (progress.state === 'ended') router.refresh()
  }

  return (
    <Dialog
      onClose={() => !isRunning && close()}
      title={`${verb} ${codes(size.text)}${progress.state === 'asking' ? '?' : ''}`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close', disabled: isRunning }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        <Stack gap="md">
          <ProblemAlert problem={problem} />
          {progress.state === 'asking' && (
            <>
              {names.length > 0 && (
                <Text component="ul" size="sm" m={0} pl="1.25rem" style={{ overflowWrap: 'anywhere' }}>
                  {names.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </Text>
              )}
              <Text size="sm">{consequences}</Text>
            </>
          )}
          {progress.state === 'asking' && kind === 'extend' && (
            <TextInput
              data-autofocus
              label="Valid for (days)"
              description={`From now on. ${LIMITS.timeToLiveInDays.min} to ${LIMITS.timeToLiveInDays.max}`}
              inputMode="numeric"
              value={days}
              error={error}
              onChange={(event) => setDays(event.currentTarget.value)}
            />
          )}
          {progress.state !== 'asking' && <Report kind={kind} progress={progress} total={size.count} />}
          <Group justify="flex-end">
            {progress.state === 'asking' && (
              <>
                <Button variant="default" data-autofocus={kind !== 'extend' || undefined} onClick={close}>
                  Cancel
                </Button>
                <Button type="submit" color={kind === 'delete' || kind === 'disable' ? 'red.9' : undefined}>
                  {verb}
                </Button>
              </>
            )}
            {isRunning && (
              <Button variant="default" autoFocus onClick={stop}>
                Stop
              </Button>
            )}
            {progress.state === 'ended' && (
              <Button variant={progress.left ? 'default' : 'filled'} autoFocus onClick={close}>
                Close
              </Button>
            )}
            {progress.state === 'ended' && progress.left && <Button type="submit">Go on</Button>}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** How far a bulk change is, and at its end what became of it. */
function Report({ kind, progress, total }: { kind: BulkKind; progress: BulkProgress; total?: number }) {
  const { state, changed, unchanged, failures, left } = progress
  const done = changed + unchanged + failures.length
  return (
    <Stack gap="xs">
      {total !== undefined && (
        <Progress.Root>
          <Progress.Section value={(done / Math.max(done, total, 1)) * 100} animated={state === 'running'} aria-label="Progress" />
        </Progress.Root>
      )}
      <Text size="sm" role="status">
        {state === 'running'
          ? `${done.toLocaleString('en')}${total ? ` of ${total.toLocaleString('en')}` : ''} done`
          : `${left ? 'Not finished: ' : ''}${changed.toLocaleString('en')} ${WORDS[kind].done}${unchanged ? `, ${unchanged.toLocaleString('en')} ${WORDS[kind].already}` : ''}${failures.length ? `, ${failures.length.toLocaleString('en')} not possible` : ''}.`}
      </Text>
      {state === 'ended' && failures.length > 0 && (
        <ul aria-label="Codes that were not changed" style={{ margin: 0, maxHeight: '14rem', overflowY: 'auto', paddingLeft: '1.25rem' }}>
          {failures.slice(0, MOST_LISTED).map((failure) => (
            <Text component="li" size="sm" key={failure.id} style={{ overflowWrap: 'anywhere' }}>
              {failure.reason === 'unknown_token' ? nameOf(failure) : <TextLink href={`/tokens/${failure.id}`}>{nameOf(failure)}</TextLink>}{' '}
              {FAILURES[failure.reason]}
            </Text>
          ))}
          {failures.length > MOST_LISTED && (
            <Text component="li" size="sm">
              and {failures.length - MOST_LISTED} more
            </Text>
          )}
        </ul>
      )}
    </Stack>
  )
}
