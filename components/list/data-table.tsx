import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'

export type Column<Row> = { label: string; cell: (row: Row) => ReactNode }

type DataTableProps<Row> = { labelledBy: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string }

/** A table that on a phone shows each row as a card; the roles keep it a table for screen readers. */
export function DataTable<Row>({ labelledBy, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <Table className={classes.table} role="table" aria-labelledby={labelledBy} verticalSpacing="sm" highlightOnHover>
      <TableThead role="rowgroup">
        <TableTr role="row">
          {columns.map(({ label }) => (
            <TableTh key={label} role="columnheader" scope="col">
              {label}
            </TableTh>
          ))}
        </TableTr>
      </TableThead>
      <TableTbody role="rowgroup">
        {rows.map((row) => (
          <TableTr key={keyOf(row)} role="row">
            {columns.map(({ label, cell }) => (
              <TableTd key={label} role="cell" data-label={label}>
                <div className={classes.cell}>{cell(row)}</div>
              </TableTd>
            ))}
          </TableTr>
        ))}
      </TableTbody>
    </Table>
  )
}
