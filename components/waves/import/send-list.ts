import type { FormError } from '@/components/form/problem-alert'
import type { ImportCounts, Preview } from '@/lib/waves/hosts/preview.shared'
import { LIST_ADDRESS, type ListAnswer, type SentList, toWire } from '@/lib/waves/hosts/wire.shared'
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
 * Asks what a list would change, some lines at a time. A host that is named twice in the file is
 * told here: no call sees all of it.
 * @param onProgress the share that was looked at, 0 to 1
 */
export async function previewList(
  wave: string | undefined,
  lines: ListLine[],
  onProgress: (share: number) => void,
): Promise<Sent<Preview>> {
  const { once, twice } = withoutRepeats(lines)
  const whole: Preview = {
    counts: { new: 0, changed: 0, unchanged: 0, twice: twice.length, unreadable: 0 },
    rows: twice,
  }
  for (let at = 0; at < once.length; at += IN_ONE) {
    onProgress(at / once.length)
    const rows = once.slice(at, at + IN_ONE).map(({ row, host }) => toWire(row, host))
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

const keyOf = (hostname = '') => hostname.normalize('NFC').trim().toLowerCase().replace(/\.+$/, '')

function withoutRepeats(lines: ListLine[]): { once: ListLine[]; twice: Preview['rows'] } {
  const first = new Map<string, number>()
  const once: ListLine[] = []
  const twice: Preview['rows'] = []
  for (const line of lines) {
    const key = keyOf(line.host.hostname)
    const before = key === '' ? undefined : first.get(key)
    if (before === undefined) {
      if (key !== '') first.set(key, line.row)
      once.push(line)
    } else {
      const { row, host } = line
      twice.push({ row, kind: 'twice', hostname: host.hostname ?? '', first: before })
    }
  }
  return { once, twice }
}
