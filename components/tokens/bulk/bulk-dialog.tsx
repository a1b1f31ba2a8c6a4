'use client'

import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ProblemAlert } from '@/components/form/problem-alert'
import { Dialog } from '@/components/ui/dialog/dialog'
import { formatTotal } from '@/lib/list/count.shared'
import { extendSchema, LIMITS } from '@/lib/tokens/schema.shared'
import { nameOf } from '../token-name'
import { BulkReport } from './bulk-report'
import { BULK_WORDS, type BulkKind } from './bulk-words'
import { type BulkChoice, useBulk } from './use-bulk'

function sizeOf(choice: BulkChoice): { text: string; count?: number } {
  if ('tokens' in choice) return { text: `${choice.tokens.length}`, count: choice.tokens.length }
  if (!choice.total) return { text: 'all matching' }
  const { count, more } = choice.total
  return { text: formatTotal(choice.total), count: more ? undefined : count }
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
  const { verb, consequences } = BULK_WORDS[kind]
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
                <Text
                  component="ul"
                  size="sm"
                  m={0}
                  pl="1.25rem"
                  style={{ overflowWrap: 'anywhere' }}
                >
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
              description={
                `From now on. ${LIMITS.timeToLiveInDays.min} to ` + `${LIMITS.timeToLiveInDays.max}`
              }
              inputMode="numeric"
              value={days}
              error={error}
              onChange={(event) => setDays(event.currentTarget.value)}
            />
          )}
          {progress.state !== 'asking' && (
            <BulkReport kind={kind} progress={progress} total={size.count} />
          )}
          <Group justify="flex-end">
            {progress.state === 'asking' && (
              <>
                <Button
                  variant="default"
                  data-autofocus={kind !== 'extend' || undefined}
                  onClick={close}
                >
                  Cancel
                </Button>
                <Button
                  type="submit"
                  color={kind === 'delete' || kind === 'disable' ? 'red.9' : undefined}
                >
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
