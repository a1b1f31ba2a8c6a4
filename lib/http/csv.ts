/**
 * What spreadsheets take for the beginning of a formula, also in its full-width form, and behind
 * blanks that they pass over.
 */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

/**
 * What a file of CSV begins with: without it Excel takes UTF-8 for the letters of the machine's own
 * language.
 */
export const CSV_MARK = '\uFEFF'

/**
 * A line of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe
 * before it.
 * @param values `null` is empty; moments are written in ISO 8601
 */
export function csvLine(values: (string | number | Date | null)[]): string {
  const cells = values.map((value) => {
    if (value === null) return ''
    if (typeof value === 'number') return String(value)
    const text = value instanceof Date ? value.toISOString() : value
    const safe = FORMULA.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${cells.join(',')}\r\n`
}
