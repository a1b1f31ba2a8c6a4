'use client'

import { Button, FileButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { type FoundCode, MOST_CANDIDATES } from '@/lib/leaked/schema.shared'
import { Form } from '../form/form'
import { ProblemAlert } from '../form/problem-alert'
import { SubmitButton } from '../form/submit-button'
import { useCall } from '../form/use-call'
import { useHydrated } from '../form/use-hydrated'
import { explainTokenError } from '../tokens/token-error'
import { ownZone } from '../ui/time/time-zone'
import { findCodesAction } from './actions'
import { encodedCandidates } from './encoded-candidates'
import classes from './find-form.module.css'
import { FoundCodes } from './found-codes'
import { readCandidates, UnreadableFileError } from './read-candidates'

/** Strings looked up in all; more than so many in one text are no accident. */
const MOST = 20_000

type Result = { candidates: string[]; found: FoundCode[]; what: string; since: Date }

/** A moment as a field for date and time holds it, in the reader's own time zone. */
function localMoment(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/**
 * Looks for activation codes in what is pasted or dropped, and tells what they are. Nothing of it
 * is kept.
 */
export function FindForm({ weekAgo }: { weekAgo: Date }) {
  const [text, setText] = useState('')
  const [since, setSince] = useState<string>()
  const [dropping, setDropping] = useState(false)
  const [result, setResult] = useState<Result>()
  const { pending, problem, setProblem, call } = useCall()
  // The server does not know the reader's time zone.
  const hydrated = useHydrated()
  const shownSince = since ?? (hydrated ? localMoment(weekAgo) : '')
  const resetFiles = useRef<() => void>(null)

  async function lookUp(candidates: string[], what: string) {
    const moment = new Date(shownSince)
    if (Number.isNaN(moment.getTime()))
      return setProblem({ reason: 'message', text: 'Choose a date and time.' })
    if (candidates.length > MOST)
      return setProblem({
        reason: 'message',
        text: `There are more than ${MOST} strings like codes in it. Split it into parts.`,
      })
    const found: FoundCode[] = []
    for (let from = 0; from < candidates.length; from += MOST_CANDIDATES) {
      const answer = await call(() =>
        findCodesAction({
          candidates: candidates.slice(from, from + MOST_CANDIDATES),
          since: moment,
        }),
      )
      if (!answer.ok) return setProblem(explainTokenError(answer))
      found.push(...answer.found.map((code) => ({ ...code, position: code.position + from })))
    }
    if (candidates.length === 0) setProblem(undefined)
    setResult({ candidates, found, what, since: moment })
  }

  async function lookInto(files: File[]) {
    resetFiles.current?.()
    if (files.length === 0) return
    const candidates = new Set<string>()
    for (const file of files) {
      const found = await readCandidates(file, MOST).catch((error: unknown) => unread(file, error))
      if (typeof found === 'string') return setProblem({ reason: 'message', text: found })
      for (const candidate of found) candidates.add(candidate)
    }
    await lookUp([...candidates], files.map(({ name }) => name).join(', '))
  }

  /** Looks once more at what was found: something was done to it. */
  async function lookAgain() {
    if (result) await lookUp(result.candidates, result.what)
  }

  function drop(event: DragEvent) {
    setDropping(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void lookInto([...event.dataTransfer.files])
  }

  return (
    <Stack
      gap="lg"
      onDragOver={(event) => {
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <Form
        label="Find a leaked code"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() === '') {
            setResult(undefined)
            setProblem({ reason: 'message', text: 'Paste a text, or choose a file.' })
          } else void lookUp(encodedCandidates(text), 'what you pasted')
        }}
      >
        <ProblemAlert problem={problem} />
        <Textarea
          label="Code, log or text"
          description={
            'Paste what you have, or drop files here, compressed by gzip too. It stays in this ' +
            'browser; only what looks like a code is sent, and nothing is kept.'
          }
          minRows={5}
          maxRows={12}
          autosize
          spellCheck={false}
          value={text}
          classNames={{ input: dropping ? classes.dropping : classes.text }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label="Registered since"
          description={
            'Source servers that registered with a found code from then on are listed. ' +
            `In ${hydrated ? ownZone() : 'your time zone'}.`
          }
          value={shownSince}
          onChange={(event) => setSince(event.currentTarget.value)}
          maw={320}
        />
        <Group>
          <SubmitButton loading={pending}>Find</SubmitButton>
          <FileButton multiple onChange={lookInto} resetRef={resetFiles}>
            {(props) => (
              <Button {...props} variant="default">
                Choose files
              </Button>
            )}
          </FileButton>
        </Group>
      </Form>
      <div role="status">{result && <Text size="sm">{summary(result)}</Text>}</div>
      {result && result.found.length > 0 && <FoundCodes {...result} onChanged={lookAgain} />}
    </Stack>
  )
}

/** Never silently: what was not looked into is not clean. */
function unread({ name }: File, error: unknown): string {
  return error instanceof UnreadableFileError
    ? `The file ${name} is ${error.message}, which is not looked into. Unpack it first.`
    : `The file ${name} can't be read to its end. Nothing is said about it.`
}

function summary({ found, candidates, what }: Result): string {
  if (found.length === 0) {
    const mistyped =
      candidates.length > 0
        ? ' There are strings of the form of a code, but their checksums are wrong: ' +
          'mistyped, or something else.'
        : ''
    return `No activation code found in ${what}.${mistyped}`
  }
  return `${found.length} activation ${found.length === 1 ? 'code' : 'codes'} found in ${what}.`
}
