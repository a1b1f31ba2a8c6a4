import type { ExportFile } from './export-file'

/**
 * What spreadsheets take for the beginning of a formula, also in its full-width form, and behind
 * blanks that they pass over.
 */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

/**
 * What a file of CSV begins with: without it Excel takes UTF-8 for the letters of the machine's own
 * language.
 */
const MARK = '\uFEFF'

export type CsvValue = string | number | Date | null

/**
 * A line of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe
 * before it.
 * @param values `null` is empty; moments are written in ISO 8601
 */
export function csvLine(values: CsvValue[]): string {
  const cells = values.map((value) => {
    if (value === null) return ''
    if (typeof value === 'number') return String(value)
    const text = value instanceof Date ? value.toISOString() : value
    const safe = FORMULA.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${cells.join(',')}\r\n`
}

/** The columns of a file: the header of each, and what stands under it. */
export type CsvColumns<Entry> = [header: string, get: (entry: Entry) => CsvValue][]

/** A file of CSV whose pages of entries are read while it is sent. */
export function csvFile<Entry>(
  name: string,
  columns: CsvColumns<Entry>,
  pages: AsyncGenerator<Entry[]>,
): ExportFile {
  async function* lines() {
    for await (const entries of pages)
      yield entries.map((entry) => csvLine(columns.map(([, get]) => get(entry)))).join('')
  }
  const head = MARK + csvLine(columns.map(([header]) => header))
  return { name, type: 'text/csv; charset=utf-8', head, pages: lines() }
}
