import type { ReactNode } from 'react'
import classes from './data-table.module.css'

/**
 * `header` stands for the label at the top of the column; `bare` columns need no label at their
 * cells.
 */
export type Column<Row> = {
  label: string
  cell: (row: Row) => ReactNode
  header?: ReactNode
  sorted?: 'ascending' | 'descending'
  bare?: boolean
}

type DataTableProps<Row> = {
  labelledBy: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
}

/**
 * A table that on a phone shows each row as a card; the roles keep it a table for screen readers.
 */
export function DataTable<Row>({ labelledBy, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <table className={classes.table} role="table" aria-labelledby={labelledBy}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, header, sorted }) => (
            <th key={label} role="columnheader" scope="col" aria-sort={sorted}>
              {header ?? label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ label, cell, bare }) => (
              <td
                key={label}
                role="cell"
                data-label={bare ? undefined : label}
                className={bare ? classes.bare : undefined}
              >
                <div className={bare ? undefined : classes.cell}>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
