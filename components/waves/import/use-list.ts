'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { FormError } from '@/components/form/problem-alert'
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
    setRead(undefined)
    setProblem({ reason: 'message', text })
  }

  async function take(text: string, name: string) {
    const loaded = await loadParser().catch(() => undefined)
    if (!loaded) return setProblem({ reason: 'unreachable' })
    parser.current = loaded
    setProblem(undefined)
    const table = loaded.readTable(text)
    const { columns, hasHeader } = table.recognised
    if (table.rows.length === 0) return setRead(undefined)
    if (table.rows.length > MOST_HOSTS + 1)
      return fail(
        `This has ${table.rows.length.toLocaleString('en')} lines; a list has at most ` +
          `${MOST_HOSTS.toLocaleString('en')}.`,
      )
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
    takeFile,
    takeText,
    change: (change: Partial<Read>) => setRead((before) => before && { ...before, ...change }),
    apply: (id: string) => loadParser().then(({ applyList }) => applyList(id, lines)),
  }
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
