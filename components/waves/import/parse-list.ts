import Papa from 'papaparse'
import { HOST_COLUMNS, type HostColumn } from '@/lib/waves/schema.shared'
import { type ColumnMap, type Recognised, recogniseColumns } from './columns'

/** A table as a file holds it: rows of cells, with the number of the line that each begins in. */
export type Table = { rows: { line: number; cells: string[] }[]; recognised: Recognised }

/** A line of a list: its row in the file, and what its columns say. */
export type ListLine = { row: number; host: Partial<Record<HostColumn, string>>; wave?: string }

/** What guards cells of this console's own export from being run as formulas. */
const GUARD = /^'(?=\s*[=+\-@＝＋－＠\t\r\n])/

/**
 * Reads a table out of a text: CSV with commas, semicolons or tabs, quoted or not; or names, one a
 * line.
 */
export function readTable(text: string): Table {
  const marked = text.replace(/^\uFEFF/, '')
  const delimiter = /[,;\t|]/.test(firstLine(marked)) ? '' : '\n'
  const { data } = Papa.parse<string[]>(marked, {
    // A list of names has nothing between cells; guessed, a dot or a blank would be taken for it.
    ...(delimiter === '' ? { delimiter: guess(marked) } : { delimiter: '\u001F' }),
    skipEmptyLines: false,
  })
  const rows = data
    .map((cells, index) => ({ line: index + 1, cells: cells.map(asCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  return { rows, recognised: recogniseColumns(rows[0]?.cells ?? []) }
}

const firstLine = (text: string) => /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? ''

/** What stands between the cells of the first line, outside of quotes. */
function guess(text: string): string {
  const line = firstLine(text).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map((one): [string, number] => [
    one,
    line.split(one).length - 1,
  ])
  return counts.sort(([, one], [, other]) => other - one)[0]?.[0] ?? ','
}

const asCell = (cell: string) => cell.trim().replace(GUARD, '')

/** The lines of a table, once it is known which column says what. */
export function linesOf(table: Table, columns: ColumnMap, hasHeader: boolean): ListLine[] {
  const { rows } = table
  return (hasHeader ? rows.slice(1) : rows).map(({ line, cells }) => {
    const host: ListLine['host'] = {}
    for (const column of HOST_COLUMNS) {
      const at = columns[column]
      const cell = at === undefined ? undefined : cells[at]
      if (cell) host[column] = column === 'address' ? firstAddress(cell) : cell
    }
    for (const at of columns.otherNames ?? []) host.hostname ||= cells[at]
    const wave = columns.wave === undefined ? undefined : cells[columns.wave]
    return { row: line, host, ...(wave && { wave }) }
  })
}

/** Inventories write several addresses into one cell. */
const firstAddress = (cell: string) => cell.split(/[\s,;]+/).find(Boolean) ?? ''
