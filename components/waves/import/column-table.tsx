'use client'

import { NativeSelect } from '@mantine/core'
import { CheckBox } from '@/components/form/check-box'
import { Disclosure } from '@/components/ui/disclosure'
import { COLUMN_NAMES, HOST_COLUMNS, type HostColumn } from '@/lib/waves/schema.shared'
import type { ColumnMap } from './columns'
import classes from './list-input.module.css'
import type { Table } from './parse-list'

type ColumnTableProps = {
  read: { table: Table; columns: ColumnMap; hasHeader: boolean }
  /** Shown at once: nothing is known of the file. */
  isOpen: boolean
  onChange: (columns: ColumnMap, hasHeader: boolean) => void
}

const CHOICES: [HostColumn | 'wave', string][] = [
  ...HOST_COLUMNS.map((column): [HostColumn, string] => [column, COLUMN_NAMES[column]]),
  ['wave', 'Wave'],
]

const MOST_COLUMNS = 30
const SHOWN_ROWS = 3

/** Says by hand which column of a file is what. */
export function ColumnTable({ read, isOpen, onChange }: ColumnTableProps) {
  if (!isOpen)
    return (
      <Disclosure summary="Which column is what">
        <Choices {...read} onChange={onChange} />
      </Disclosure>
    )
  return (
    <div>
      <p>It is not known which column holds the host name. Choose it.</p>
      <Choices {...read} onChange={onChange} />
    </div>
  )
}

function Choices({
  table,
  columns,
  hasHeader,
  onChange,
}: ColumnTableProps['read'] & Pick<ColumnTableProps, 'onChange'>) {
  const first = table.rows[0]?.cells.slice(0, MOST_COLUMNS) ?? []
  const shown = table.rows.slice(hasHeader ? 1 : 0, (hasHeader ? 1 : 0) + SHOWN_ROWS)
  const meaningOf = (index: number) => CHOICES.find(([column]) => columns[column] === index)?.[0]

  function choose(index: number, meaning: string) {
    const kept = CHOICES.flatMap(([column]) => {
      const at = columns[column]
      return at === undefined || at === index || column === meaning ? [] : [[column, at]]
    })
    const chosen = meaning === '' ? [] : [[meaning, index]]
    onChange({ ...Object.fromEntries([...kept, ...chosen]), otherNames: [] }, hasHeader)
  }

  return (
    <div className={classes.scroll}>
      <CheckBox
        label="The first line names the columns"
        checked={hasHeader}
        onChange={(event) => onChange(columns, event.currentTarget.checked)}
      />
      <table className={classes.table} aria-label="Columns of the file">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Is the</th>
            <th scope="col">For example</th>
          </tr>
        </thead>
        <tbody>
          {first.map((name, index) => (
            // The columns of a file have no other name than their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={index}>
              <th scope="row">{hasHeader && name ? name : `Column ${index + 1}`}</th>
              <td>
                <NativeSelect
                  aria-label={`Meaning of ${hasHeader && name ? name : `column ${index + 1}`}`}
                  value={meaningOf(index) ?? ''}
                  onChange={(event) => choose(index, event.currentTarget.value)}
                  data={[
                    { value: '', label: 'Left out' },
                    ...CHOICES.map(([value, label]) => ({ value, label })),
                  ]}
                />
              </td>
              <td>{shown.flatMap(({ cells }) => cells[index] || []).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
