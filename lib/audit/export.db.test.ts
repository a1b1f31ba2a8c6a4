import { beforeAll, describe, expect, it } from 'vitest'
import { authenticatedActor } from '../actors/actor'
import { db } from '../db/client'
import { parseCursor } from '../list/page.shared'
import { exportEvents } from './export'
import { listEvents } from './reads'
import { parseEventFilter } from './schema.shared'

const actor = authenticatedActor({ id: 'p-1', name: 'Ada', role: 'viewer', ip: '192.0.2.7' })
const ROWS = 2_500

beforeAll(async () => {
  await db.auditEvent.createMany({
    data: Array.from({ length: ROWS }, (_, index) => ({
      id: `ae-${String(index).padStart(20, '0')}`,
      at: new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 3) * 60_000),
      actorId: `p-${index % 2}`,
      actorName: index % 2 ? 'Ada' : '=HYPERLINK("x")',
      action: index % 5 ? 'token.issued' : 'token.deleted',
      target: `at-${String(index % 10).padStart(20, '0')}`,
      ip: '192.0.2.1',
      changes: JSON.stringify({ name: [null, 'quote " and,comma'] }),
    })),
  })
})

async function textOf(file: ReturnType<typeof exportEvents>): Promise<string> {
  let text = file.head
  for await (const page of file.pages) text += page
  return text
}

describe('the export of audit events', () => {
  it('holds each event once, newest first, as JSON Lines', async () => {
    const lines = (await textOf(exportEvents(actor, {}, 'jsonl'))).trim().split('\n')
    const events = lines.map((line) => JSON.parse(line))
    expect(new Set(events.map(({ id }) => id)).size).toBe(ROWS)
    expect(events).toHaveLength(ROWS)
    expect(events[0]).toMatchObject({
      id: `ae-${String(ROWS - 1).padStart(20, '0')}`,
      changes: { name: [null, 'quote " and,comma'] },
    })
  })

  it('is CSV that a spreadsheet reads and does not run', async () => {
    const lines = (await textOf(exportEvents(actor, {}, 'csv'))).split('\r\n')
    expect(lines[0]).toBe('\uFEFFid,at,actorId,actorName,action,target,ip,changes,count,lastAt')
    expect(lines).toHaveLength(ROWS + 2)
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""x"")"`)
    expect(lines.join('\n')).not.toMatch(/,=|^=/m)
  })

  it('follows the filters', async () => {
    const ids = async (parameters: Record<string, string>) =>
      (await textOf(exportEvents(actor, parseEventFilter(parameters), 'jsonl')))
        .trim()
        .split('\n')
        .filter(Boolean).length
    expect(await ids({ actor: 'p-1' })).toBe(1_250)
    expect(await ids({ action: 'token.deleted' })).toBe(500)
    expect(
      await ids({ actor: 'p-1', action: 'token.deleted', target: `at-${'5'.padStart(20, '0')}` }),
    ).toBe(250)
    expect(await ids({ from: '2026-01-01', to: '2026-01-01' })).toBe(ROWS)
    expect(await ids({ to: '2025-12-31' })).toBe(0)
    expect(await ids({ from: 'soon', action: 'nothing', actor: "'" })).toBe(ROWS)
  })
})

it('pages through the events there and back', async () => {
  const first = await listEvents(actor, { actor: 'p-1' })
  expect(first.entries).toHaveLength(50)
  expect(first.previous).toBeUndefined()
  const second = await listEvents(actor, { actor: 'p-1' }, { after: parseCursor(first.next) })
  expect(second.entries).toHaveLength(50)
  expect(second.entries[0]?.id).not.toBe(first.entries[49]?.id)
  const back = await listEvents(actor, { actor: 'p-1' }, { before: parseCursor(second.previous) })
  expect(back.entries).toEqual(first.entries)
})
