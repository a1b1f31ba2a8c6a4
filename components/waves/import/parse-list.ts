import Papa from 'papaparse'
import { HOST_COLUMNS, type HostColumn } from '@/lib/waves/schema.shared'
import { type ColumnMap, type Recognised, recogniseColumns } from './columns'

/**
 * A table as a file holds it: rows of cells, numbered as spreadsheets do. `brokenRow` is where a
 * quote begins that does not end: what comes behind it is lost.
 */
export type Table = {
  rows: { row: number; cells: string[] }[]
  recognised: Recognised
  brokenRow?: number
}

/** A line of a list: its row in the file, and what its columns say. */
export type ListLine = { row: number; host: Partial<Record<HostColumn, string>>; wave?: string }

/** What guards cells of this console's own export from being run as formulas. */
const GUARD = /^'(?=\s*[=+\-@＝＋－＠\t\r\n])/

/**
 * Reads a table out of a text: CSV with commas, semicolons or tabs, quoted or not; or names, one a
 * line.
 */
export function readTable(text: string): Table {
  const { said, rest } = withoutMark(text)
  const { data, errors } = Papa.parse<string[]>(rest, {
    delimiter: said ?? delimiterOf(rest),
    skipEmptyLines: false,
  })
  const broken = errors.find(({ type }) => type === 'Quotes')
  const rows = data
    .map((cells, index) => ({ row: index + 1, cells: cells.map(asCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  return {
    rows,
    recognised: recogniseColumns(rows[0]?.cells ?? []),
    ...(broken && { brokenRow: (broken.row ?? 0) + 1 }),
  }
}

/** The mark of UTF-8 and the line with which Excel is told the delimiter stand before the table. */
function withoutMark(text: string): { said?: string; rest: string } {
  const rest = text.replace(/^\uFEFF/, '')
  const told = /^sep=(.)\r?\n/.exec(rest)
  return told ? { said: told[1], rest: rest.slice(told[0].length) } : { rest }
}

const DELIMITERS = [',', ';', '\t', '|']

/** Nothing that stands in names: a list of names has nothing between cells. */
const NONE = '\u001F'

/** What stands between the cells of the first row, outside of quotes. */
function delimiterOf(text: string): string {
  const first = text.trimStart().slice(0, 10_000)
  const plain = first.replace(/"(?:[^"]|"")*"/g, '')
  const row = /^[^\r\n]*/.exec(plain)?.[0] ?? ''
  const counts = DELIMITERS.map((one): [string, number] => [one, row.split(one).length - 1])
  const [best = NONE, count = 0] = counts.sort(([, one], [, other]) => other - one)[0] ?? []
  return count > 0 ? best : NONE
}

const asCell = (cell: string) => cell.trim().replace(GUARD, '')

/** The lines of a table, once it is known which column says what. */
export function linesOf(table: Table, columns: ColumnMap, hasHeader: boolean): ListLine[] {
  const { rows } = table
  return (hasHeader ? rows.slice(1) : rows).map(({ row, cells }) => {
    const host: ListLine['host'] = {}
    for (const column of HOST_COLUMNS) {
      const at = columns[column]
      const cell = at === undefined ? undefined : cells[at]
      if (cell) host[column] = column === 'address' ? firstAddress(cell) : cell
    }
    for (const at of columns.otherNames ?? []) host.hostname ||= cells[at]
    const wave = columns.wave === undefined ? undefined : cells[columns.wave]
    return { row, host, ...(wave && { wave }) }
  })
}

/** Inventories write several addresses into one cell. */
const firstAddress = (cell: string) => cell.split(/[\s,;]+/).find(Boolean) ?? ''
