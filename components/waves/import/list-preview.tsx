'use client'

import { Text } from '@mantine/core'
import { formatCount } from '@/lib/list/count.shared'
import type { Preview, PreviewedRow } from '@/lib/waves/hosts/preview.shared'
import { COLUMN_NAMES } from '@/lib/waves/schema.shared'
import classes from './list-input.module.css'

const KINDS: Record<PreviewedRow['kind'], string> = {
  new: 'new',
  changed: 'changed',
  unchanged: 'unchanged',
  twice: 'twice in the file',
  unreadable: 'unreadable',
}

/** Lines shown of each kind; a list has up to 20,000. */
const MOST_SHOWN = 100

/** What a list would change, before anything is written. */
export function ListPreview({ preview: { counts, rows } }: { preview: Preview }) {
  const registered = rows.filter((row) => row.registered).length
  const elsewhere = rows.filter((row) => row.elsewhere !== undefined).length
  const told: [number, string][] = [
    ...Object.entries(KINDS).map(([kind, words]): [number, string] => [
      counts[kind as PreviewedRow['kind']],
      words,
    ]),
    [registered, 'already registered'],
    [elsewhere, 'expected in another wave'],
  ]
  const notable = rows.filter(
    (row) => !(row.kind === 'new' || row.kind === 'unchanged') || row.registered || row.elsewhere,
  )
  const plain = rows.filter((row) => row.kind === 'new' && !row.registered && !row.elsewhere)
  const shown = [...notable.slice(0, MOST_SHOWN), ...plain.slice(0, 5)]
  const left = rows.length - shown.length
  return (
    <section aria-label="What this list would change">
      <div role="status">
        <ul className={classes.counts}>
          {told
            .filter(([count]) => count > 0)
            .map(([count, words]) => (
              <li key={words}>
                <b>{formatCount(count)}</b> {words}
              </li>
            ))}
        </ul>
      </div>
      {shown.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label="Lines of the list">
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">Host name</th>
                <th scope="col">What becomes of it</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.row}>
                  <td>{row.row}</td>
                  <td>{row.hostname || 'none'}</td>
                  <td>{whatBecomes(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          And {formatCount(left)} more {left === 1 ? 'line' : 'lines'}, of which nothing else is to
          be said here.
        </Text>
      )}
    </section>
  )
}

function whatBecomes(row: PreviewedRow): string {
  const { kind, columns = [], first, reason, registered, elsewhere } = row
  const notes = [
    registered && 'already registered',
    elsewhere !== undefined && `expected in ${elsewhere || 'another wave'} too`,
  ].filter(Boolean)
  const what = {
    new: 'New',
    changed: `Changed: ${columns.map((column) => COLUMN_NAMES[column].toLowerCase()).join(', ')}`,
    unchanged: 'Unchanged',
    twice: `Left out: row ${first} names it already`,
    unreadable: `Left out: ${reason}`,
  }[kind]
  return [what, ...notes].join('; ')
}
