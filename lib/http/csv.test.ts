import { expect, it } from 'vitest'
import { csvLine } from './csv'

it.each([
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\t=1',
  '\r=1',
  '\n=1',
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
