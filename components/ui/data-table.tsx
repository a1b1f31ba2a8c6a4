import type { ReactNode } from 'react'
import classes from './data-table.module.css'
import { TableBody } from './table-body'

/**
 * `header` stands for the label at the top of the column. Columns at the `start` or `end` hold what
 * a row is chosen or changed by, and need no label; `wide` ones show where there is room. On a card
 * a label stands before what is in the cell, unless that says it itself: alone, or as wide as it
 * can.
 */
export type Column<Row> = {
  label: string
  cell: (row: Row) => ReactNode
  header?: ReactNode
  sorted?: 'ascending' | 'descending'
  place?: 'start' | 'end'
  wide?: boolean
  card?: 'alone' | 'grow'
}

type DataTableProps<Row> = {
  labelledBy: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
}

/**
 * A table that on a phone shows each row as a card, headed by its first column; the roles keep it a
 * table for screen readers.
 */
export function DataTable<Row>({ labelledBy, columns, rows, keyOf }: DataTableProps<Row>) {
  const lead = columns.find(({ place }) => !place)
  const classOf = (column: Column<Row>) =>
    [
      column.place ? classes[column.place] : column === lead ? classes.lead : undefined,
      column.wide && classes.wide,
      column.card === 'grow' && classes.grow,
    ]
      .filter(Boolean)
      .join(' ') || undefined
  const labelOf = (column: Column<Row>) =>
    column.place || column.card || column === lead ? undefined : column.label
  return (
    <table className={classes.table} role="table" aria-labelledby={labelledBy}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.label}
              role="columnheader"
              scope="col"
              aria-sort={column.sorted}
              className={column.wide ? classes.wide : undefined}
            >
              {column.header ?? column.label}
            </th>
          ))}
        </tr>
      </thead>
      <TableBody>
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <td
                key={column.label}
                role={column === lead ? 'rowheader' : 'cell'}
                data-label={labelOf(column)}
                className={classOf(column)}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </TableBody>
    </table>
  )
}
