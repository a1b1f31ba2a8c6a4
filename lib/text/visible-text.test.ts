import { expect, it } from 'vitest'
import { newCode } from '../tokens/code'
import { textProblem } from './visible-text.shared'

const problem = (text: string, lines: 'line' | 'lines' = 'line') => textProblem('Name', text, lines)

it.each([
  'Administr\u200bator',
  '\u202eevil',
  'a\u2066b',
  '\u3164\u3164',
  'x\u115f',
  '\uffa0',
  '\u2800',
  'a\u00adb',
  'a\ufeff',
  'a\u{e0041}',
  '\u2028',
])('refuses what is not seen, or disguises: %j', (text) => {
  expect(problem(text)).toMatch(/invisible/)
  expect(problem(text, 'lines')).toMatch(/invisible/)
})

it('refuses control characters; line breaks only where there are no lines', () => {
  expect(problem('a\nb')).toMatch(/control/)
  expect(problem('a\r\nb', 'lines')).toBeUndefined()
  for (const text of ['a\0b', 'a\tb', '\u0085']) expect(problem(text, 'lines')).toMatch(/control/)
  expect(problem('\ud800')).toMatch(/not valid text/)
})

it('refuses what has the form of an activation code', () => {
  expect(problem(`see ${newCode()}!`)).toMatch(/activation code/)
  for (const text of ['action-plan-for-the-night', 'activationserverfrankfurtdatacenter1'])
    expect(problem(text)).toBeUndefined()
})

it('lets the scripts of the world and emoji pass', () => {
  for (const text of [
    'Ada Lovelace',
    'Žofie Ďurčová',
    '数据中心-A',
    'عمر',
    'ไทย',
    '❤️ night',
    'e\u0301',
  ])
    expect(problem(text)).toBeUndefined()
})
