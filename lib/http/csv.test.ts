import { expect, it } from 'vitest'
import { csvFile, csvLine } from './csv'

it.each([
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\t=1',
  '\r=1',
  '\n=1',
  '\tx',
  '\rx',
  '\nx',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\u3000=1',
])('takes the power from %j, which a spreadsheet would run', (text) => {
  expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/)
})

it('leaves other texts, numbers and moments as they are, and quotes what must be', () => {
  expect(csvLine(['wave-1', -1, null, new Date(0), 'a,"b"\nc'])).toBe(
    'wave-1,-1,,1970-01-01T00:00:00.000Z,"a,""b""\nc"\r\n',
  )
})

it('writes each column under its header, and pages as they come', async () => {
  async function* pages() {
    yield [{ id: 'a', count: 1 }]
    yield [{ id: 'b', count: 2 }]
  }
  const file = csvFile<{ id: string; count: number }>(
    'some.csv',
    [
      ['Count', ({ count }) => count],
      ['ID', ({ id }) => id],
    ],
    pages(),
  )
  let text = file.head
  for await (const lines of file.pages) text += lines
  expect(text).toBe('\uFEFFCount,ID\r\n1,a\r\n2,b\r\n')
  expect(file).toMatchObject({ name: 'some.csv', type: 'text/csv; charset=utf-8' })
})
