import type { FormError } from '@/components/form/problem-alert'
import type { ImportCounts, Preview } from '@/lib/waves/hosts/preview.shared'
import { readRows } from '@/lib/waves/hosts/read-rows.shared'
import {
  LIST_ADDRESS,
  type ListAnswer,
  MAX_LIST_BYTES,
  type SentList,
  toWire,
} from '@/lib/waves/hosts/wire.shared'
import type { ListLine } from './parse-list'

/** Lines that are looked at in one call; so the progress can be told. */
const IN_ONE = 2_000

export type Sent<T> = ({ ok: true } & T) | { ok: false; problem: FormError }

const WORDS: Record<string, string> = {
  unknown_wave: 'This wave was deleted meanwhile.',
  too_many: 'A wave may expect at most 20,000 hosts.',
}

async function send<T>(list: SentList): Promise<Sent<T>> {
  const answer = await fetch(LIST_ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(list),
  }).catch(() => undefined)
  const body: ListAnswer | undefined = await answer?.json().catch(() => undefined)
  if (!body) return { ok: false, problem: { reason: 'unreachable' } }
  if (body.ok) return body as unknown as { ok: true } & T
  const { reason, message, requestId = '' } = body
  const text = message ?? WORDS[reason]
  if (text) return { ok: false, problem: { reason: 'message', text } }
  if (reason === 'signed_out' || reason === 'forbidden') return { ok: false, problem: { reason } }
  return { ok: false, problem: { reason: 'internal', requestId } }
}

/**
 * Asks what a list would change, some lines at a time. What can't be read, and what is named twice,
 * is told here: no call sees all of the file.
 * @param onProgress the share that was looked at, 0 to 1
 */
export async function previewList(
  wave: string | undefined,
  lines: ListLine[],
  onProgress: (share: number) => void,
): Promise<Sent<Preview>> {
  const read = readRows(lines)
  const left = read.flatMap((line) => (line.kind === 'read' ? [] : [line]))
  const good = read.flatMap((line) => (line.kind === 'read' ? [line] : []))
  const whole: Preview = {
    counts: { new: 0, changed: 0, unchanged: 0, twice: 0, unreadable: 0 },
    rows: left,
  }
  for (const { kind } of left) whole.counts[kind] += 1
  for (let at = 0; at < good.length; at += IN_ONE) {
    onProgress(at / good.length)
    const rows = good.slice(at, at + IN_ONE).map(({ row, host }) => toWire(row, host))
    const answer = await send<Preview>({ wave, apply: false, rows })
    if (!answer.ok) return answer
    for (const kind of Object.keys(whole.counts) as (keyof ImportCounts)[])
      whole.counts[kind] += answer.counts[kind]
    whole.rows.push(...answer.rows)
  }
  whole.rows.sort((one, other) => one.row - other.row)
  return { ok: true, ...whole }
}

/** Puts a list into a wave, all of it at once or nothing. */
export function applyList(
  wave: string,
  lines: ListLine[],
): Promise<Sent<{ counts: ImportCounts }>> {
  return send({ wave, apply: true, rows: lines.map(({ row, host }) => toWire(row, host)) })
}

/** Whether a list is short enough to be sent in one. */
export function isSendable(lines: ListLine[]): boolean {
  const rows = lines.map(({ row, host }) => toWire(row, host))
  return new Blob([JSON.stringify(rows)]).size < MAX_LIST_BYTES - 1_000
}
