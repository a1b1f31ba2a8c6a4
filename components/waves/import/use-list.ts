'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { FormError } from '@/components/form/problem-alert'
import { formatCount } from '@/lib/list/count.shared'
import type { Preview } from '@/lib/waves/hosts/preview.shared'
import { MOST_HOSTS } from '@/lib/waves/schema.shared'
import type { ColumnMap } from './columns'
import type { ListLine, Table } from './parse-list'

/** A file as it was read, with what its columns say; the name is that of the file. */
type Read = { name: string; table: Table; columns: ColumnMap; hasHeader: boolean; wave?: string }

/** So long nothing is read of what somebody is pasting or typing. */
const PAUSE_MILLISECONDS = 300

/** Larger files are no lists. */
const MOST_BYTES = 30_000_000

const loadParser = () => import('./parser')

/**
 * A list that is put in: from a file or from what was pasted, to its lines, to what it would
 * change.
 * @param wave where it is for; none for one that is yet to be made
 */
export function useList(wave?: { id: string; name: string }) {
  const [read, setRead] = useState<Read>()
  const [problem, setProblem] = useState<FormError>()
  const [preview, setPreview] = useState<Preview>()
  const [progress, setProgress] = useState<number>()
  const [isReading, setReading] = useState(false)
  const parser = useRef<Awaited<ReturnType<typeof loadParser>>>(undefined)
  const pasted = useRef<ReturnType<typeof setTimeout>>(undefined)

  const lines = useMemo(
    () => (read && parser.current ? linesOfRead(parser.current, read) : []),
    [read],
  )

  // Looked at anew whenever the lines change.
  useEffect(() => {
    setPreview(undefined)
    if (lines.length === 0) return
    const text = tooMuch(lines, parser.current)
    if (text) return setProblem({ reason: 'message', text })
    setProblem(undefined)
    let stopped = false
    setProgress(0)
    parser.current
      ?.previewList(wave?.id, lines, (share) => !stopped && setProgress(share))
      .then((answer) => {
        if (stopped) return
        setProgress(undefined)
        if (answer.ok) setPreview(answer)
        else setProblem(answer.problem)
      })
    return () => {
      stopped = true
      setProgress(undefined)
    }
  }, [lines, wave?.id])

  function fail(text: string) {
    setReading(false)
    setRead(undefined)
    setProblem({ reason: 'message', text })
  }

  async function take(text: string, name: string) {
    const loaded = await loadParser().catch(() => undefined)
    if (!loaded) {
      setReading(false)
      return setProblem({ reason: 'unreachable' })
    }
    parser.current = loaded
    setProblem(undefined)
    setReading(false)
    const table = loaded.readTable(text)
    const { columns, hasHeader } = table.recognised
    if (text.trim() === '' && name === '') return setRead(undefined)
    const wrong = wrongWith(table)
    if (wrong) return fail(wrong)
    setRead({ name, table, columns, hasHeader })
  }

  async function takeFile(file: File) {
    if (file.size > MOST_BYTES) return fail('This file is too large for a list.')
    const { readText } = await import('./read-text')
    const text = await readText(file).catch(() => undefined)
    if (text === undefined) return fail('This file can not be read.')
    if (text.includes('\0')) return fail('This is not a text: save the sheet as CSV first.')
    await take(text, file.name)
  }

  function takeText(text: string) {
    clearTimeout(pasted.current)
    setReading(true)
    pasted.current = setTimeout(() => void take(text, ''), PAUSE_MILLISECONDS)
  }

  return {
    read,
    lines,
    waves: read && parser.current ? wavesIn(parser.current, read) : [],
    problem,
    setProblem,
    preview,
    progress,
    state: stateOf({ isReading, read, problem, preview }),
    takeFile,
    takeText,
    forget: () => {
      setRead(undefined)
      setProblem(undefined)
    },
    change: (change: Partial<Read>) => setRead((before) => before && { ...before, ...change }),
    apply: (id: string) => loadParser().then(({ applyList }) => applyList(id, lines)),
  }
}

/** Where a list is: there is none; it is looked at; it can be put in; or something is wrong. */
export type ListState = 'none' | 'busy' | 'ready' | 'wrong'

function stateOf({
  isReading,
  read,
  problem,
  preview,
}: {
  isReading: boolean
  read: Read | undefined
  problem: FormError | undefined
  preview: Preview | undefined
}): ListState {
  if (isReading) return 'busy'
  if (problem) return 'wrong'
  if (!read) return 'none'
  if (read.columns.hostname === undefined) return 'wrong'
  return preview ? 'ready' : 'busy'
}

/** Why nothing of a table can be put in. */
function wrongWith({ rows, recognised, brokenRow }: Table): string | undefined {
  if (brokenRow !== undefined)
    return `In row ${brokenRow} a quote begins that does not end: what follows can't be read.`
  if (rows.length === 0) return 'There is nothing in this.'
  if (rows.length === 1 && recognised.hasHeader && recognised.columns.hostname !== undefined)
    return 'There are only headings in this.'
}

const most = formatCount(MOST_HOSTS)

function tooMuch(lines: ListLine[], parser: Parser | undefined): string | undefined {
  if (lines.length > MOST_HOSTS)
    return `This has ${formatCount(lines.length)} lines; a list has at most ${most}.`
  if (parser && !parser.isSendable(lines))
    return 'This is too long to be put in at once: shorten its notes, or put it in in parts.'
}

type Parser = Awaited<ReturnType<typeof loadParser>>

function linesOfRead({ linesOf }: Parser, { table, columns, hasHeader, wave }: Read): ListLine[] {
  if (columns.hostname === undefined) return []
  const all = linesOf(table, columns, hasHeader)
  return wave ? all.filter((line) => line.wave === wave) : all
}

/** The waves that a file names, with how many lines each has. */
function wavesIn({ linesOf }: Parser, { table, columns, hasHeader }: Read): [string, number][] {
  if (columns.wave === undefined) return []
  const counts = new Map<string, number>()
  for (const { wave } of linesOf(table, columns, hasHeader))
    if (wave) counts.set(wave, (counts.get(wave) ?? 0) + 1)
  return [...counts]
}
